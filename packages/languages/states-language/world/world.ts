import type { Json, JsonObject } from "../../json";
import type { HistoryEvent, KeptEvent } from "./history-event";

/** All that an execution needs of the outside: packages/languages/ reaches nothing but this. */
export interface World {
  /** milliseconds since 1970 */
  now(): number;
  /** Resolves after so many milliseconds; rejects as soon as the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** a number from 0 up to, not including, 1 */
  random(): number;
  /** a UUID of version 4 */
  uuid(): string;
  /** Runs one attempt of a Task state; rejects with a TaskFailure. Its late results are dropped. */
  runTask(task: TaskRequest): Promise<Json>;
  /** Takes each event of the execution's history, in order. @default none, and no event is built */
  readonly record?: RecordEvent;
  /** Takes each event of the history by references: nothing of it is built before somebody reads it. @default none */
  readonly keep?: KeepEvent | undefined;
  /** Takes the events of a distributed Map's iterations, which are executions of their own. @default none */
  readonly keepIteration?: KeepIteration | undefined;
  /** Follows the way of the execution. @default none */
  readonly trail?: Trail;
}

/** Follows the way that an execution takes, for a developer. */
export interface Trail {
  /** A state of the machine itself is entered; those within a Map or Parallel state are not told. */
  enter(state: string): void;
  /** A state fails, an inner one too; `failure` is the same object while it is the same failure. */
  fail(state: string, failure: Failure): void;
}

/** An error name and a cause, each absent or null where nothing set it. */
export interface Failure {
  readonly error: string | null | undefined;
  readonly errorCause: string | null | undefined;
}

export type KeepEvent = (event: KeptEvent) => void;

/** Returns what takes the events of an iteration, by the id of the Map's event `MapRunStarted`. */
export type KeepIteration = (mapRunId: number, index: number) => Pick<World, "keep" | "keepIteration">;

/** Takes the events of an execution's history. */
export interface RecordEvent {
  (event: HistoryEvent): void;
  /** Whether events of a type are wanted; others are counted, but not built. @default all are */
  readonly takes?: (type: string) => boolean;
}

/** One attempt of a Task state. */
export interface TaskRequest {
  /** the ARN in the field Resource */
  readonly resource: string;
  /** the state's name */
  readonly state: string;
  /** the task's input: what Parameters or Arguments make of the state's input */
  readonly parameters: Json;
  /** the evaluated field Credentials. @default none: the execution's role */
  readonly credentials?: Json;
  /** the token to report the result with, for a task that waits for a callback; the world may ignore it */
  readonly taskToken?: string;
  /** how often the state was tried before: 0 at first */
  readonly retryCount: number;
  /** aborts when the state times out, its branch is stopped, or the execution ends */
  readonly signal: AbortSignal;
  /** Starts the time of HeartbeatSeconds anew. */
  heartbeat(): void;
}

/** The members of the context object that stay the same for an execution. */
export interface ExecutionContext {
  readonly Execution: JsonObject;
  readonly StateMachine: JsonObject;
}

/** One run of a state machine. */
export interface ExecutionRequest {
  /** the parsed input; it is never changed */
  readonly input: Json;
  /**
   * `Execution` {Id, Name, RoleArn, StartTime} and `StateMachine` {Id, Name} of the context object; `Execution.Input` is
   * added. @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
   */
  readonly context: ExecutionContext;
  readonly world: World;
}

/**
 * How an execution ended. `output` is the very value of `input` when nothing changed it. `error` and `cause` are absent
 * when nothing set them.
 */
export type ExecutionOutcome =
  | { readonly status: "SUCCEEDED"; readonly output: Json }
  | { readonly status: "FAILED"; readonly error?: string; readonly cause?: string }
  | { readonly status: "TIMED_OUT"; readonly error?: string; readonly cause?: string };
