import { dirname, relative } from "node:path";
import { inspect } from "node:util";
import type { FunctionError } from "./process-messages";

/** The largest answer of a function, bytes. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

/** A place in a trace, as V8 and esbuild write it: `/folder/file.mjs:12:9`, in brackets or not, as a URL or not. */
const PLACE = /(?<=^|[\s(])(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^():\n]+):(\d+)(?::(\d+))?/;

/** What stands around the text of an error in the loaders' messages: the place, and who asked for a module. */
const WRAPPING = /^\w*Error: (?:Transform failed with \d+ errors?:\n.*?: ERROR: )?|\nRequire stack:[^]*$/g;

/** Where the function's module lies, and what its path is told from. */
export interface FunctionPlace {
  /** Absolute path of the module. */
  readonly module?: string;
  readonly directory: string;
}

/**
 * An error for the developer: its type, its text without what loaders put around it and, where the trace tells it, the
 * function's own file and line, from the directory: `TypeError: x is not a function (functions/price.mjs:12:9)`.
 */
export function describeForDeveloper(error: FunctionError, { module = "", directory }: FunctionPlace): string {
  const { errorType, errorMessage, trace = [] } = error;
  const isLoading = errorType === "Runtime.UserCodeSyntaxError" || errorType === "Runtime.ImportModuleError";
  const text = `${errorType}: ${isLoading ? errorMessage.replace(WRAPPING, "") : errorMessage}`;
  const own = trace.map((line) => PLACE.exec(line)).find((place) => place !== null && isOwnFile(place[1] ?? ""));
  if (!own) return text;
  const [, file = "", ...numbers] = own;
  // The loader of TypeScript names `price.mjs` `price.js`.
  const named = trimExtension(file) === trimExtension(module) ? module : file;
  return `${text} (${[relative(directory, named), ...numbers.filter(Boolean)].join(":")})`;
}

const trimExtension = (file: string): string => file.replace(/\.[cm]?[jt]s$/, "");

/** Neither a package's, nor one of those here that call the function. */
function isOwnFile(file: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(file) && ![__dirname, dirname(__dirname)].includes(dirname(file));
}

/** Returns how Lambda's Node.js runtime reports what a function threw, whatever it is. */
export function describeThrown(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: print(thrown), trace: [] };
  const { name, message, stack } = thrown;
  return { errorType: print(name), errorMessage: print(message), trace: print(stack ?? "").split("\n") };
}

/** Returns how the runtime reports a rejection that nothing in the function handles. */
export function describeUnhandledRejection(reason: unknown): FunctionError {
  const { errorType, errorMessage, trace = [] } = describeThrown(reason);
  const message = reason instanceof Error ? `${errorType}: ${errorMessage}` : errorMessage;
  return { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: message, trace };
}

/** A thrown value may have no text, or members that are none. */
function print(value: unknown): string {
  try {
    return String(value);
  } catch {
    return inspect(value, { depth: 1 });
  }
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
  return Buffer.byteLength(payload) <= LARGEST_RESPONSE ? { payload } : { error: TOO_LARGE };
}

const TOO_LARGE: FunctionError = {
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
};

/** Returns the error, or that it is too large to be sent: *assumed* to have the limit of an answer. */
export function limitError(error: FunctionError): FunctionError {
  return Buffer.byteLength(JSON.stringify(error)) <= LARGEST_RESPONSE ? error : TOO_LARGE;
}

/** Lambda's own report of a function that took too long. @see https://repost.aws/knowledge-center/lambda-verify-invocation-timeouts */
export function describeTimeout(requestId: string, seconds: number): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { errorType: "Sandbox.Timedout", errorMessage };
}

/** Signals in the words of Go, in which Lambda reports them; others by their own names. @see https://pkg.go.dev/syscall#Signal */
const SIGNALS: Readonly<Record<string, string>> = {
  SIGABRT: "aborted",
  SIGALRM: "alarm clock",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGHUP: "hangup",
  SIGILL: "illegal instruction",
  SIGINT: "interrupt",
  SIGKILL: "killed",
  SIGPIPE: "broken pipe",
  SIGQUIT: "quit",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
  SIGTRAP: "trace/breakpoint trap",
  SIGUSR1: "user defined signal 1",
  SIGUSR2: "user defined signal 2",
};

/**
 * Lambda's own report of a function that ended its process, or was ended for its memory; `reason` is an exit status or a
 * signal. *Recorded* for status 0 and others, SIGKILL and SIGABRT (logs of AWS Lambda that strangers published).
 */
export function describeExit(requestId: string, reason: number | string): FunctionError {
  const how =
    reason === 0
      ? "exited without providing a reason"
      : `exited with error: ${typeof reason === "number" ? `exit status ${reason}` : `signal: ${SIGNALS[reason] ?? reason}`}`;
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: Runtime ${how}` };
}
