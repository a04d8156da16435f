import type { Json, JsonObject } from "../json";
import { Cancellation } from "./world/cancellation";
import { ExecutionTimeout, describeInternal, StateFailure, StatesError } from "./values/errors";
import { ExecutionTurn } from "./world/execution-turn";
import { DeadlineTimer } from "./world/deadline-timer";
import type { Branch, Execution, Frame } from "./world/frame";
import { describeData, describeError, recordEvent } from "./world/history";
import { prepareBranch } from "./prepare-branch";
import { runBranch } from "./execution/run-branch";
import { runAtOnce, type Steps } from "./world/steps";
import { Variables } from "./world/variables";
import type { ExecutionOutcome, ExecutionRequest } from "./world/world";

export { TaskFailure } from "./values/errors";
export type { HistoryEvent } from "./world/history-event";
export type {
  ExecutionContext,
  ExecutionOutcome,
  ExecutionRequest,
  RecordEvent,
  TaskRequest,
  Trail,
  World,
} from "./world/world";

/** How long an Express execution may take, in seconds. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const EXPRESS_SECONDS = 300;

/** The most characters of an error name and a cause. *Assumed*: longer ones are cut. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
const MAXIMUM_ERROR = 256;
const MAXIMUM_CAUSE = 32_768;

export interface StateMachineOptions {
  /** the longest that an execution may take, in seconds. @default 300, as for an Express workflow */
  readonly maximumSeconds?: number;
}

/** A definition that is ready to run, any number of times and at the same time. */
export interface StateMachine {
  /** Runs the machine once: returns the outcome at once if nothing has to wait. Never throws or rejects: every failure is an outcome. */
  execute(request: ExecutionRequest): ExecutionOutcome | Promise<ExecutionOutcome>;
}

/**
 * Prepares a definition in the Amazon States Language that has passed validation. Throws an Error in the developer form
 * for a definition that cannot run.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function prepareStateMachine(definition: JsonObject, options: StateMachineOptions = {}): StateMachine {
  return runAtOnce(prepareInSteps(definition, options));
}

/** As `prepareStateMachine`, in steps. */
export function* prepareInSteps(definition: JsonObject, options: StateMachineOptions = {}): Steps<StateMachine> {
  const branch = yield* prepareBranch(definition, { queryLanguage: definition["QueryLanguage"], depth: 0 });
  const maximum = options.maximumSeconds ?? EXPRESS_SECONDS;
  const seconds = typeof definition["TimeoutSeconds"] === "number" ? definition["TimeoutSeconds"] : Infinity;
  const milliseconds = Math.min(seconds, maximum) * 1000;
  return { execute: (request) => execute(branch, milliseconds, request) };
}

function execute(
  branch: Branch,
  milliseconds: number,
  request: ExecutionRequest,
): ExecutionOutcome | Promise<ExecutionOutcome> {
  const frame = startFrame(branch, milliseconds, request);
  try {
    recordStarted(frame);
    const output = runBranch(branch, frame);
    return output instanceof Promise ? finishLater(frame, output) : succeed(frame, output);
  } catch (thrown) {
    return fail(frame, thrown);
  }
}

function startFrame(branch: Branch, milliseconds: number, { input, context, world }: ExecutionRequest): Frame {
  const now = world.now();
  const deadline = now + milliseconds;
  const execution: Execution = { input, context, world, deadline, eventId: 0, turn: new ExecutionTurn() };
  return {
    execution,
    cancellation: new Cancellation(),
    variables: new Variables(),
    item: undefined,
    data: input,
    state: branch.startAt,
    enteredId: 0,
    enteredAt: now,
    retryCount: 0,
    taskToken: undefined,
    assigned: undefined,
    previousEventId: 0,
    exitFollowsId: undefined,
    isInner: false,
  };
}

/** *Recorded*: the first state's event follows no other. */
function recordStarted(frame: Frame): void {
  const { context, input } = frame.execution;
  recordEvent(frame, "ExecutionStarted", () => ({
    ...describeData("input", input),
    roleArn: context.Execution["RoleArn"] ?? "",
  }));
  frame.previousEventId = 0;
}

/** Awaits the branch, but not beyond the deadline; then nothing of it goes on. */
async function finishLater(frame: Frame, pending: Promise<Json>): Promise<ExecutionOutcome> {
  const { deadline } = frame.execution;
  if (deadline === Infinity) return settle(frame, pending);
  const timer = new DeadlineTimer(frame);
  const outcome = await settle(frame, Promise.race([pending, timer.expired]));
  timer.end();
  return outcome;
}

async function settle(frame: Frame, pending: Promise<Json>): Promise<ExecutionOutcome> {
  try {
    return succeed(frame, await pending);
  } catch (thrown) {
    return fail(frame, thrown);
  } finally {
    frame.cancellation.cancel();
  }
}

function succeed(frame: Frame, output: Json): ExecutionOutcome {
  recordEvent(frame, "ExecutionSucceeded", () => describeData("output", output));
  return { status: "SUCCEEDED", output };
}

/** *Measured* (floci-io/floci issue 2733 and pull request 2782): a timeout has an error and no cause, and its event follows no other. */
function fail(frame: Frame, thrown: unknown): ExecutionOutcome {
  if (thrown instanceof ExecutionTimeout) {
    frame.previousEventId = 0;
    recordEvent(frame, "ExecutionTimedOut", () => ({ error: StatesError.Timeout }));
    return { status: "TIMED_OUT", error: StatesError.Timeout };
  }
  const failure =
    thrown instanceof StateFailure ? thrown : new StateFailure(StatesError.Runtime, describeInternal(thrown));
  const error = failure.error?.slice(0, MAXIMUM_ERROR);
  const cause = failure.errorCause?.slice(0, MAXIMUM_CAUSE);
  recordEvent(frame, "ExecutionFailed", () => describeError(error, cause));
  return { status: "FAILED", ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}
