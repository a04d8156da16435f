import { findJson, isJsonObject, type Json } from "@sfn-websocket/languages/json";

/** What an execution environment starts with. */
export interface FunctionStart {
  /** absolute path of the function's module */
  readonly module: string;
  /** the name of the export that handles events; one of a member of an export has dots */
  readonly handler: string;
  /** `http://127.0.0.1:<port>` of this machine's AWS. @default the function reaches no AWS */
  readonly endpoint?: string | undefined;
}

/** What a process is told first. */
export interface ProcessStart extends FunctionStart {
  /** MB */
  readonly memorySize: number;
}

/** One event for the function. */
export interface FunctionEvent {
  readonly requestId: string;
  /** the event, JSON text */
  readonly event: string;
  /** epoch, milliseconds, by the machine's own clock */
  readonly deadline: number;
  readonly context: {
    readonly functionName: string;
    readonly functionVersion: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
    readonly logGroupName: string;
    readonly logStreamName: string;
  };
}

/**
 * A function's error as Lambda's Node.js runtime reports it, its members in that order.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** the stack's lines; absent where the runtime itself failed */
  readonly trace?: readonly string[];
}

/** `files` are the modules that were loaded so far, those of packages left out. */
export type ProcessMessage =
  | { readonly kind: "ready"; readonly files: readonly string[] }
  /** An answer; `payload` is JSON text. */
  | {
      readonly kind: "result";
      readonly requestId: string;
      readonly payload: string;
      readonly files: readonly string[];
    }
  | { readonly kind: "failure"; readonly requestId: string; readonly error: FunctionError }
  /** The environment cannot go on. */
  | { readonly kind: "end"; readonly error: FunctionError };

/** Returns what a process says, undefined for what this program's own code in it never sends: a function can write there too. */
export function findMessage(text: string): ProcessMessage | undefined {
  const value = findJson(text);
  if (!isJsonObject(value)) return undefined;
  const { kind, requestId = "", payload, files, error } = value;
  if (typeof requestId !== "string") return undefined;
  if (kind === "ready" && isTexts(files)) return { kind, files };
  if (kind === "result" && typeof payload === "string" && isTexts(files) && findJson(payload) !== undefined)
    return { kind, requestId, payload, files };
  const failure = findError(error);
  if (failure === undefined) return undefined;
  if (kind === "failure") return { kind, requestId, error: failure };
  return kind === "end" ? { kind, error: failure } : undefined;
}

function findError(error: Json | undefined): FunctionError | undefined {
  if (!isJsonObject(error)) return undefined;
  const { errorType, errorMessage, trace } = error;
  if (typeof errorType !== "string" || typeof errorMessage !== "string") return undefined;
  if (trace === undefined) return { errorType, errorMessage };
  return isTexts(trace) ? { errorType, errorMessage, trace } : undefined;
}

const isTexts = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

/** A Lambda function in JavaScript. */
export type FunctionHandler = (event: Json, context: object, callback: FunctionCallback) => unknown;

export type FunctionCallback = (error?: unknown, result?: unknown) => void;
