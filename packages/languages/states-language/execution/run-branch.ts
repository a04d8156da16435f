import type { Json } from "../../json";
import {
  BranchCancelled,
  describeInternal,
  EvaluationError,
  ExecutionTimeout,
  runtimeError,
  StateFailure,
  StatesError,
  TaskFailure,
} from "../values/errors";
import type { Branch, Frame, PreparedState, Transition } from "../world/frame";
import { describeError, recordEntered, recordEvent, recordExited } from "../world/history";

/**
 * Runs a branch from its first state; returns its output at once if no state has to wait, else a promise of it. Throws or
 * rejects with StateFailure, ExecutionTimeout or BranchCancelled.
 */
export function runBranch(branch: Branch, frame: Frame): Json | Promise<Json> {
  let state: Transition = branch.startAt;
  while (state !== undefined) {
    const next = runState(state, frame);
    if (next instanceof Promise) return continueBranch(next, frame);
    state = next;
  }
  return frame.data;
}

async function continueBranch(pending: Promise<Transition>, frame: Frame): Promise<Json> {
  let state = await pending;
  while (state !== undefined) {
    frame.cancellation.throwIfCancelled();
    state = await runState(state, frame);
  }
  return frame.data;
}

function runState(state: PreparedState, frame: Frame): Transition | Promise<Transition> {
  const turn = frame.execution.turn.step();
  if (turn !== undefined) return runStateLater(state, frame, turn);
  enterState(state, frame);
  try {
    const next = state.run(frame);
    if (next instanceof Promise) return leaveState(next, frame);
    recordExited(frame);
    return next;
  } catch (thrown) {
    throw toStateFailure(thrown, frame);
  }
}

async function runStateLater(state: PreparedState, frame: Frame, turn: Promise<void>): Promise<Transition> {
  await turn;
  frame.cancellation.throwIfCancelled();
  return runState(state, frame);
}

async function leaveState(pending: Promise<Transition>, frame: Frame): Promise<Transition> {
  try {
    const next = await pending;
    frame.cancellation.throwIfCancelled();
    recordExited(frame);
    return next;
  } catch (thrown) {
    throw toStateFailure(thrown, frame);
  }
}

function enterState(state: PreparedState, frame: Frame): void {
  frame.state = state;
  frame.retryCount = 0;
  frame.taskToken = undefined;
  frame.assigned = undefined;
  frame.enteredAt = frame.execution.world.now();
  if (frame.enteredAt >= frame.execution.deadline) throw new ExecutionTimeout("the execution timed out");
  if (!frame.isInner) frame.execution.world.trail?.enter(state.name);
  recordEntered(frame);
}

/**
 * What was thrown in the frame's state, as Retry and Catch see it. Rethrows what ends the branch from outside.
 */
export function toStateFailure(thrown: unknown, frame: Frame): StateFailure {
  frame.cancellation.throwIfCancelled();
  const failure = asStateFailure(thrown, frame);
  frame.execution.world.trail?.fail(frame.state.name, failure);
  return failure;
}

function asStateFailure(thrown: unknown, frame: Frame): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  if (thrown instanceof TaskFailure) {
    return new StateFailure(thrown.error, thrown.errorCause, { isTerminal: thrown.error === StatesError.Runtime });
  }
  if (thrown instanceof ExecutionTimeout || thrown instanceof BranchCancelled) throw thrown;
  return describeEvaluation(thrown instanceof EvaluationError ? thrown : runtimeError(describeInternal(thrown)), frame);
}

/** Errors whose cause does not name the state first. *Recorded* (radkawar/stackd), and reported of ReferencePathConflict. */
const BARE_CAUSES = new Set<string>([StatesError.DataLimitExceeded, StatesError.ReferencePathConflict]);

function describeEvaluation({ error, detail, location }: EvaluationError, frame: Frame): StateFailure {
  const { name } = frame.state;
  const state = `An error occurred while executing the state '${name}' (entered at the event id #${frame.enteredId}). `;
  const cause = `${BARE_CAUSES.has(error) ? "" : state}${detail}`;
  if (error === StatesError.QueryEvaluationError || location !== undefined) {
    const where = location !== undefined && { location };
    recordEvent(frame, "EvaluationFailed", () => ({ ...describeError(error, cause), ...where, state: name }));
  }
  return new StateFailure(error, cause, { isTerminal: error === StatesError.Runtime });
}
