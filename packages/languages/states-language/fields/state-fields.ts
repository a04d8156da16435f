import type { Json, JsonObject } from "../../json";
import type { Branch, Frame, Transition } from "../world/frame";

/** The fields that most states have, prepared in the state's query language. */
export interface StateFields {
  /** The state's effective input: its input after InputPath. The paths of the state's fields start at it. */
  readInput(frame: Frame): Json;
  /** What the state works on: its effective input after Parameters, or Arguments. */
  readArguments(root: Json, frame: Frame): Json | Promise<Json>;
  /**
   * Leaves the state's output in the frame, made of the state's input and its result by ResultSelector, ResultPath and
   * OutputPath, or by Output; assigns variables.
   */
  writeOutput(frame: Frame, input: Json, result: Json): void | Promise<void>;
}

/** Reads one field of a state on each run; `root` is the state's effective input. */
export type FieldReader<T> = (root: Json, frame: Frame) => T | Promise<T>;

/** What preparing a state needs of its surroundings. */
export interface Preparation {
  /** the state's name */
  readonly name: string;
  readonly isJsonata: boolean;
  readonly fields: StateFields;
  /** the state that `Next`, `Default` or a Catch names; throws an Error in the developer form if there is none */
  requireTransition(name: Json | undefined): Transition;
  /** prepares the branch of a Parallel or Map state */
  prepareBranch(definition: Json | undefined): Branch;
}

/** Prepares a state of one type from its definition: the `run` of a PreparedState. */
export type PrepareState = (
  definition: JsonObject,
  preparation: Preparation,
) => (frame: Frame) => Transition | Promise<Transition>;
