import type { Json } from "@sfn-websocket/languages/jsonpath/json";

/** What an execution environment starts with. */
export interface WorkerStart {
  /** absolute path of the function's module */
  readonly module: string;
  /** the name of the export that handles events */
  readonly handler: string;
  /** `http://127.0.0.1:<port>` of this machine's AWS. @default the function reaches no AWS */
  readonly endpoint?: string | undefined;
}

/** One event for the function. */
export interface WorkerInvocation {
  readonly requestId: string;
  /** the event, JSON text */
  readonly event: string;
  /** epoch, milliseconds, by the machine's own clock */
  readonly deadline: number;
  readonly context: {
    readonly functionName: string;
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
export type WorkerMessage =
  | { readonly kind: "ready"; readonly files: readonly string[] }
  /** `payload` is JSON text. */
  | { readonly kind: "result"; readonly payload: string; readonly files: readonly string[] }
  /** `isFatal`: the environment cannot go on. */
  | { readonly kind: "error"; readonly error: FunctionError; readonly isFatal: boolean };

/** A Lambda function in JavaScript. */
export type FunctionHandler = (event: Json, context: object, callback: FunctionCallback) => unknown;

export type FunctionCallback = (error?: unknown, result?: unknown) => void;
