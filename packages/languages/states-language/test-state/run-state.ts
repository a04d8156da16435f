import type { Json } from "../../json";
import { DeadlineTimer } from "../world/deadline-timer";
import {
  describeInternal,
  EvaluationError,
  ExecutionTimeout,
  StateFailure,
  StatesError,
  TaskFailure,
} from "../values/errors";
import type { Frame, PreparedState, Transition } from "../world/frame";
import type { Preparation } from "../fields/state-fields";
import { stateTypes } from "../state-types";
import { STATE_NAME, type TestedState } from "./find-state";
import { type Inspection, prepareWatchedFields } from "./inspection";
import { enterMap } from "./map-input";
import type { Mock } from "./read-mock";
import { refuseRequest, type StateConfiguration, TestStateRefusal } from "./request";

/** A state that is ready to run once. */
export interface StateTest {
  readonly state: TestedState;
  readonly mock: Mock | undefined;
  readonly configuration: StateConfiguration;
  readonly inspection: Inspection;
  readonly frame: Frame;
}

/**
 * Runs the state once, without its Retry and Catch; returns the name of the next state, if there is one, and leaves the
 * output in the frame. Rejects with the StateFailure, or with a TestStateRefusal.
 */
export async function runState(test: StateTest): Promise<string | undefined> {
  const timer = new DeadlineTimer(test.frame);
  try {
    const next = await Promise.race([attempt(test), timer.expired]);
    return next?.name;
  } catch (thrown) {
    if (thrown instanceof TestStateRefusal) throw thrown;
    throw toFailure(thrown);
  } finally {
    timer.end();
    test.frame.cancellation.cancel();
  }
}

async function attempt(test: StateTest): Promise<Transition> {
  const { state, inspection, frame } = test;
  const preparation = prepareState(state, inspection);
  if (state.type === "Map" || state.type === "Parallel") return attemptFlow(test, preparation);
  const { Retry: _retry, Catch: _catch, ...rest } = state.definition;
  // A Pass state without fields would read none, and show nothing.
  const definition = state.type === "Pass" && !state.isJsonata ? { InputPath: "$", ...rest } : rest;
  if (state.type === "Fail") inspection.show("afterInputPath", frame.data);
  const fixed = state.type === "Pass" ? (rest["Result"] ?? undefined) : undefined;
  if (fixed !== undefined) inspection.show("result", fixed);
  return stateTypes[state.type]?.(definition, preparation)(frame);
}

/** Does what a Map or Parallel state does around its branches. */
async function attemptFlow(test: StateTest, preparation: Preparation): Promise<Transition> {
  const { state, frame } = test;
  const input = frame.data;
  const root = preparation.fields.readInput(frame);
  const result = await takeFlowResult(test, preparation, root);
  await preparation.fields.writeOutput(frame, input, result);
  return preparation.requireTransition(state.definition["Next"]);
}

/** *Recorded* (radkawar/stackd): a Map's mocked result is counted last, against the iterations. */
async function takeFlowResult(test: StateTest, preparation: Preparation, root: Json): Promise<Json> {
  const { state, mock, configuration, inspection, frame } = test;
  if (state.type !== "Map") {
    await preparation.fields.readArguments(root, frame);
    return takeMock(mock);
  }
  const { exceeded, iterations } = await enterMap({ state, preparation, inspection, configuration }, root, frame);
  const result = takeMock(mock);
  if (exceeded !== undefined) throw new StateFailure(StatesError.ExceedToleratedFailureThreshold, exceeded);
  if (Array.isArray(result) && result.length !== iterations)
    throw refuseRequest("Input array does not equal the mocked result array's size");
  return result;
}

/** The mocked result, or the mocked failure, thrown. */
export function takeMock(mock: Mock | undefined): Json {
  if (mock === undefined) return null;
  if ("error" in mock) throw new TaskFailure(mock.error, mock.cause);
  return mock.result;
}

/** Prepares a state whose next states are known by name alone. */
export function prepareState(state: TestedState, inspection: Inspection): Preparation {
  return {
    name: STATE_NAME,
    isJsonata: state.isJsonata,
    fields: prepareWatchedFields(state, inspection),
    requireTransition: (name) => (typeof name === "string" ? nameState(name) : undefined),
    prepareBranch: () => ({ startAt: nameState(STATE_NAME) }),
  };
}

function nameState(name: string): PreparedState {
  return { name, type: "", run: () => undefined };
}

/** *Recorded*: the cause of what cannot be evaluated does not name the state around it, as that of an execution does. */
export function toFailure(thrown: unknown): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  if (thrown instanceof ExecutionTimeout) return new StateFailure(StatesError.Timeout, undefined, { isTerminal: true });
  if (thrown instanceof TaskFailure) {
    const isTerminal = thrown.error === StatesError.Runtime;
    return new StateFailure(thrown.error, thrown.errorCause, { isTerminal });
  }
  const { error, detail } =
    thrown instanceof EvaluationError ? thrown : { error: StatesError.Runtime, detail: describeInternal(thrown) };
  return new StateFailure(error, detail, { isTerminal: error === StatesError.Runtime });
}
