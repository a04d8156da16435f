import type { Json, JsonObject } from "../../json";
import type { Cancellation } from "./cancellation";
import type { ExecutionTurn } from "./execution-turn";
import type { Variables } from "./variables";
import type { ExecutionContext, World } from "./world";

/** What all branches of one execution share. */
export interface Execution {
  readonly input: Json;
  readonly context: ExecutionContext;
  readonly world: World;
  /** when the execution times out: milliseconds since 1970 */
  readonly deadline: number;
  /** the context object of a tested state, in place of the one that the execution makes. @default none */
  readonly givenContext?: JsonObject;
  /** the id of the latest history event: ids count events whether or not they are recorded */
  eventId: number;
  /** what gives the event loop turns; executions within this one have the same */
  readonly turn: ExecutionTurn;
}

/** A running branch: the top level, a branch of a Parallel state or an iteration of a Map state. */
export interface Frame {
  readonly execution: Execution;
  readonly cancellation: Cancellation;
  readonly variables: Variables;
  /** the item and its index, within a Map state */
  readonly item: JsonObject | undefined;
  /** the input of the current state; once the state has run, its output */
  data: Json;
  state: PreparedState;
  /** the variables that the state has assigned */
  assigned: ReadonlyMap<string, Json> | undefined;
  /** the id of the history event that entered the state */
  enteredId: number;
  /** when the state was entered: milliseconds since 1970 */
  enteredAt: number;
  /** how often the state was tried before */
  retryCount: number;
  /** the token of a task that waits for a callback, which `$$.Task.Token` reads */
  taskToken: string | undefined;
  /** the id of the branch's latest history event */
  previousEventId: number;
  /** the id of the event that the exit of the state follows. @default `previousEventId` */
  exitFollowsId: number | undefined;
  /** true within a Map or Parallel state */
  readonly isInner: boolean;
}

/**
 * A state, prepared once for all runs. `run` takes its input from the frame, leaves its output there and returns the next
 * state, or undefined at the end of the branch; it returns a promise only if it has to wait.
 */
export interface PreparedState {
  readonly name: string;
  readonly type: string;
  run(frame: Frame): Transition | Promise<Transition>;
}

export type Transition = PreparedState | undefined;

/** The branches that a definition is made of: the machine itself, each branch of a Parallel state, each Map processor. */
export interface Branch {
  readonly startAt: PreparedState;
}

/**
 * The context object (`$$`, `$states.context`) as the frame's state sees it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export function buildContext(frame: Frame): JsonObject {
  const { context, input, givenContext } = frame.execution;
  if (givenContext !== undefined)
    return frame.item === undefined ? givenContext : { ...givenContext, Map: { Item: frame.item } };
  const state: JsonObject = { Name: frame.state.name, EnteredTime: new Date(frame.enteredAt).toISOString() };
  if (RETRYING.has(frame.state.type)) state["RetryCount"] = frame.retryCount;
  const built: JsonObject = {
    Execution: { ...context.Execution, Input: input },
    StateMachine: context.StateMachine,
    State: state,
  };
  if (frame.item !== undefined) built["Map"] = { Item: frame.item };
  if (frame.taskToken !== undefined) built["Task"] = { Token: frame.taskToken };
  return built;
}

const RETRYING = new Set(["Task", "Parallel", "Map"]);
