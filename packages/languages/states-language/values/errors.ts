import { describeDefectPlace, describeFailure } from "../../describe-failure";
/** The names of errors that Step Functions itself raises. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const StatesError = {
  All: "States.ALL",
  DataLimitExceeded: "States.DataLimitExceeded",
  ExceedToleratedFailureThreshold: "States.ExceedToleratedFailureThreshold",
  HeartbeatTimeout: "States.HeartbeatTimeout",
  QueryEvaluationError: "States.QueryEvaluationError",
  ReferencePathConflict: "States.ReferencePathConflict",
  Runtime: "States.Runtime",
  TaskFailed: "States.TaskFailed",
  Timeout: "States.Timeout",
} as const;

/** The names that are Step Functions' own to raise, those too which nothing here raises. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html documented */
export const STATES_ERRORS: readonly string[] = [
  ...Object.values(StatesError),
  "States.BranchFailed",
  "States.Http.Socket",
  "States.IntrinsicFailure",
  "States.ItemReaderFailed",
  "States.NoChoiceMatched",
  "States.ParameterPathFailure",
  "States.Permissions",
  "States.ResultPathMatchFailure",
  "States.ResultWriterFailed",
];

/**
 * A task's own failure, with the error name and the cause that its service reports; null stands for a field that the
 * report left out, which a Catch then shows as null.
 */
export class TaskFailure extends Error {
  override readonly name = "TaskFailure";

  constructor(
    readonly error: string | null,
    readonly errorCause?: string | null,
  ) {
    super(`${error ?? "no error"}: ${errorCause ?? "no cause"}`);
  }
}

/** What evaluating a field of a state raises; the cause that users see names the state around `detail`. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";

  constructor(
    readonly error: string,
    readonly detail: string,
    /** the field's path in the state, such as `Output/result`, for a JSONata expression */
    readonly location?: string,
  ) {
    super(detail);
  }
}

/** What stops a state whose field cannot be evaluated: no Retry and no Catch sees it. */
export function runtimeError(detail: string): EvaluationError {
  return new EvaluationError(StatesError.Runtime, detail);
}

/** What else is known of a state's failure. */
export interface FailureTraits {
  /** Retry and Catch cannot see it: the execution fails. @default false */
  readonly isTerminal?: boolean;
  /** It is a timeout by HeartbeatSeconds. @default false */
  readonly isHeartbeat?: boolean;
}

/** A state's failure as Retry and Catch see it: an error name and a cause, each absent when nothing set it. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";

  constructor(
    readonly error: string | undefined | null,
    readonly errorCause: string | undefined | null,
    readonly traits: FailureTraits = {},
  ) {
    super(`${error ?? "no error"}: ${errorCause ?? "no cause"}`);
  }
}

/** The execution ran out of its own time; nothing in the definition can catch it. */
export class ExecutionTimeout extends Error {
  override readonly name = "ExecutionTimeout";
}

/** The branch was stopped because another branch failed, or because the execution has ended. */
export class BranchCancelled extends Error {
  override readonly name = "BranchCancelled";
}

/** What a state fails with whose data nests deeper than can be handled. The text is *assumed*. */
export const TOO_DEEP = "The data is nested too deeply.";

/** What went wrong within the interpreter, for a user: no JavaScript error shows as such. */
export function describeInternal(thrown: unknown): string {
  return thrown instanceof RangeError ? TOO_DEEP : `Internal error: ${messageOf(thrown)}`;
}

/** The text of an error of this project; where JavaScript threw another, where that was. */
export function messageOf(thrown: unknown): string {
  return describeFailure(thrown, describeDefectPlace(thrown));
}
