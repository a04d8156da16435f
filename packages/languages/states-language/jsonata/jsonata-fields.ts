import { andThen } from "../../and-then";
import type { Json, JsonObject } from "../../json";
import { type JsonataTemplate, prepareJsonataTemplate } from "./jsonata-field";
import { assignVariables } from "../fields/jsonpath-fields";
import { requirePayloadSize } from "../values/payload-size";
import type { StateFields } from "../fields/state-fields";

/** What is special about the fields of a Catch or a choice rule. */
export interface JsonataPlace {
  /** the member of `$states` that has the result. @default "result" of a state that does work, none of another */
  readonly member?: "result" | "errorOutput" | undefined;
  /** the path of the fields in the state, such as `Catch[1]/`. @default "" */
  readonly path?: string;
  /** the path of Output where it is another one. @default that of the others */
  readonly outputPath?: string;
}

/** *Recorded* (gabrielmoreira/tiny-asl-machine, radkawar/stackd): elsewhere `$states.result` does not exist. */
const WORKING = new Set<Json | undefined>(["Task", "Parallel", "Map"]);

/**
 * Prepares a state's Arguments, Output and Assign. Output and Assign both see the variables as they were before.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function prepareJsonataFields(
  name: string,
  definition: JsonObject,
  { member = WORKING.has(definition["Type"]) ? "result" : undefined, path = "", outputPath = path }: JsonataPlace = {},
): StateFields {
  const passed = prepareOptional("Arguments", definition, path);
  const output = prepareOptional("Output", definition, outputPath);
  const assign = prepareOptional("Assign", definition, path);
  const finish = (frame: Parameters<StateFields["writeOutput"]>[0], input: Json, value: Json): void => {
    if (value !== input) requirePayloadSize(value, name);
    frame.data = value;
  };
  return {
    readInput: (frame) => frame.data,
    readArguments: (root, frame) => (passed === undefined ? root : passed(frame, {})),
    writeOutput: (frame, input, result) => {
      if (output === undefined && assign === undefined) return finish(frame, input, result);
      const members = member === undefined ? {} : { [member]: result };
      return andThen(output === undefined ? result : output(frame, members), (value) =>
        andThen(assign?.(frame, members), (assigned) => {
          if (assigned !== undefined) assignVariables(assigned, frame, `${path}Assign`);
          finish(frame, input, value);
        }),
      );
    },
  };
}

function prepareOptional(field: string, definition: JsonObject, path: string): JsonataTemplate | undefined {
  const value = definition[field];
  return value === undefined ? undefined : prepareJsonataTemplate(`${path}${field}`, value);
}
