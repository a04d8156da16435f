import type { Json, JsonObject } from "../jsonpath/json";
import { type JsonataTemplate, prepareJsonataTemplate } from "./jsonata-field";
import { assignVariables } from "./jsonpath-fields";
import { checkPayloadSize } from "./payload-size";
import type { StateFields } from "./state-fields";

/**
 * Prepares a state's Arguments, Output and Assign. `member` is the member of `$states` that has the result: `result`, or
 * `errorOutput` in a Catch. Output and Assign both see the variables as they were before.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function prepareJsonataFields(
  name: string,
  definition: JsonObject,
  member: "result" | "errorOutput" = "result",
): StateFields {
  const passed = prepareOptional("Arguments", definition);
  const output = prepareOptional("Output", definition);
  const assign = prepareOptional("Assign", definition);
  const finish = (frame: Parameters<StateFields["writeOutput"]>[0], input: Json, value: Json): void => {
    if (value !== input) checkPayloadSize(value, name);
    frame.data = value;
  };
  return {
    readInput: (frame) => frame.data,
    readArguments: (root, frame) => (passed === undefined ? root : passed(frame, {})),
    writeOutput: (frame, input, result) => {
      if (output === undefined && assign === undefined) return finish(frame, input, result);
      return (async () => {
        const members = { [member]: result };
        const value = output === undefined ? result : await output(frame, members);
        if (assign !== undefined) assignVariables(await assign(frame, members), frame);
        finish(frame, input, value);
      })();
    },
  };
}

function prepareOptional(field: string, definition: JsonObject): JsonataTemplate | undefined {
  const value = definition[field];
  return value === undefined ? undefined : prepareJsonataTemplate(field, value);
}
