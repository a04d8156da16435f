import type { FunctionCallback, FunctionEvent } from "./process-messages";

/** The context object of an invocation. @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface FunctionContext {
  callbackWaitsForEmptyEventLoop: boolean;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly identity: undefined;
  readonly clientContext: undefined;
  getRemainingTimeInMillis(): number;
  done: FunctionCallback;
  fail(error: unknown): void;
  succeed(result: unknown): void;
}

/** Returns the context of an invocation; `done`, `fail` and `succeed` answer without waiting for the event loop. */
export function createContext(invocation: FunctionEvent, callback: FunctionCallback): FunctionContext {
  const { functionName, functionVersion, invokedFunctionArn, memoryLimitInMB, logGroupName, logStreamName } =
    invocation.context;
  const context: FunctionContext = {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion,
    invokedFunctionArn,
    memoryLimitInMB,
    awsRequestId: invocation.requestId,
    logGroupName,
    logStreamName,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
    done(error, result) {
      context.callbackWaitsForEmptyEventLoop = false;
      callback(error, result);
    },
    fail: (error) => context.done(error ?? new Error("handled")),
    succeed: (result) => context.done(undefined, result),
  };
  return context;
}
