import { isJsonObject, type Json, type JsonObject } from "../../json";
import { messageOf, runtimeError } from "../values/errors";
import type { Frame } from "../world/frame";
import { preparePath } from "./path-expression";
import { requirePayloadSize } from "../values/payload-size";
import { preparePayloadTemplate, type Template } from "./payload-template";
import { prepareResultPath } from "./result-path";
import type { StateFields } from "./state-fields";
import { requireVariableSizes } from "../world/variable-size";

/** Is told what a stage of a state's output has made, by the stage's name in TestState's answer. */
export type WatchStage = (stage: "afterResultSelector" | "afterResultPath", value: Json) => void;

/**
 * Prepares a state's InputPath, Parameters, ResultSelector, Assign, ResultPath and OutputPath, applied in this order.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 */
export function prepareJsonPathFields(name: string, definition: JsonObject, watch?: WatchStage): StateFields {
  const parameters = definition["Type"] === "Map" ? undefined : definition["Parameters"];
  return {
    readInput: prepareInput(definition["InputPath"]),
    readArguments: parameters === undefined ? (root) => root : preparePayloadTemplate(parameters),
    writeOutput: prepareWriter(name, definition, watch),
  };
}

function prepareInput(inputPath: Json | undefined): StateFields["readInput"] {
  const select = preparePathField(inputPath);
  return (frame) => select(frame.data, frame);
}

function prepareWriter(name: string, definition: JsonObject, watch?: WatchStage): StateFields["writeOutput"] {
  const selector = definition["ResultSelector"];
  const template: Template = selector === undefined ? (result) => result : preparePayloadTemplate(selector);
  const select = watched(template, "afterResultSelector", watch);
  const assign = prepareAssign(definition["Assign"]);
  const put = watched(prepareResultPath(definition["ResultPath"]), "afterResultPath", watch);
  const filter = preparePathField(definition["OutputPath"]);
  return (frame, input, result) => {
    const selected = select(result, frame);
    const output = filter(put(input, selected), frame);
    assign?.(selected, frame);
    if (output !== input) requirePayloadSize(output, name);
    frame.data = output;
  };
}

/** Tells what the function returns; where nobody watches it is the function itself, which every message runs. */
function watched<Arguments extends readonly unknown[]>(
  make: (...given: Arguments) => Json,
  stage: Parameters<WatchStage>[0],
  watch: WatchStage | undefined,
): (...given: Arguments) => Json {
  if (watch === undefined) return make;
  return (...given) => {
    const value = make(...given);
    watch(stage, value);
    return value;
  };
}

/** Prepares Assign: all values are made before the first variable changes. Undefined if there is nothing to assign. */
function prepareAssign(assign: Json | undefined): ((root: Json, frame: Frame) => void) | undefined {
  if (!isJsonObject(assign)) return undefined;
  const template = preparePayloadTemplate(assign);
  return (root, frame) => assignVariables(template(root, frame), frame);
}

/** Assigns the members of an evaluated Assign; fails with States.DataLimitExceeded where they are too large. */
export function assignVariables(values: Json, frame: Frame, location?: string): void {
  if (!isJsonObject(values)) return;
  frame.assigned = new Map(Object.entries(values));
  requireVariableSizes(frame.assigned, frame, location);
  frame.variables.assign(frame.assigned);
}

/** Prepares InputPath, OutputPath or ItemsPath: absent keeps the data, null makes it `{}`. */
function preparePathField(text: Json | undefined): Template {
  if (text === undefined || text === "$") return (root) => root;
  if (text === null) return () => ({});
  return prepareRequiredPath(text);
}

/** Prepares a path that has to lead somewhere. *Recorded*: the cause of invalid InputPath and OutputPath. */
export function prepareRequiredPath(text: Json): Template {
  if (typeof text !== "string")
    throw new Error(`path: not a string, got ${JSON.stringify(text)}; write for example $.a`);
  const path = preparePath(text);
  return (root, frame) => {
    try {
      return path.read(root, frame);
    } catch (thrown) {
      throw runtimeError(`Invalid path '${text}' : ${messageOf(thrown)}`);
    }
  };
}
