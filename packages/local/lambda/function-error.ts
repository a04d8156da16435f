import type { FunctionError } from "./worker-messages";

/** The largest answer of a function, bytes. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

/** Returns how Lambda's Node.js runtime reports what a function threw, whatever it is. */
export function describeThrown(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
}

/** Returns how the runtime reports a rejection that nothing in the function handles. */
export function describeUnhandledRejection(reason: unknown): FunctionError {
  const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  const trace = reason instanceof Error ? (reason.stack ?? "").split("\n") : [];
  return { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: message, trace };
}

/** Returns how the runtime reports a module that it cannot load. */
export function describeImportError(thrown: unknown): FunctionError {
  const { errorType, errorMessage, trace } = describeThrown(thrown);
  // The loader of TypeScript has an error of its own for what it cannot parse.
  const isSyntax = errorType === "SyntaxError" || errorMessage.startsWith("Transform failed");
  const type = isSyntax ? "Runtime.UserCodeSyntaxError" : "Runtime.ImportModuleError";
  return { errorType: type, errorMessage: `${errorType}: ${errorMessage}`, trace };
}

/** Returns how the runtime reports an export that is missing or is no function. */
export function describeMissingHandler(module: string, handler: string): FunctionError {
  return {
    errorType: "Runtime.HandlerNotFound",
    errorMessage: `${module}.${handler} is undefined or not exported`,
    trace: [],
  };
}

/** The answer of a function as JSON text, undefined as null; or how Lambda reports one that it cannot send. */
export function printResponse(result: unknown): { readonly payload: string } | { readonly error: FunctionError } {
  let payload: string;
  try {
    payload = JSON.stringify(result) ?? "null";
  } catch (error) {
    const { trace } = describeThrown(error);
    return { error: { errorType: "Runtime.MarshalError", errorMessage: "Unable to stringify response body", trace } };
  }
  if (Buffer.byteLength(payload) <= LARGEST_RESPONSE) return { payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`;
  return { error: { errorType: "Function.ResponseSizeTooLarge", errorMessage } };
}

/** Lambda's own report of a function that took too long. @see https://repost.aws/knowledge-center/lambda-verify-invocation-timeouts */
export function describeTimeout(requestId: string, seconds: number): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { errorType: "Sandbox.Timedout", errorMessage };
}

/** Lambda's own report of a function that ended its process; `reason` is an exit status or a signal. */
export function describeExit(requestId: string, reason: number | string): FunctionError {
  const how =
    reason === 0
      ? "exited without providing a reason"
      : `exited with error: ${typeof reason === "number" ? `exit status ${reason}` : `signal: ${reason}`}`;
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: Runtime ${how}` };
}
