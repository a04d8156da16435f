import type { Json } from "../jsonpath/json";
import { type Chance, intrinsicFunctions, seededRandom } from "./intrinsic-functions";

/**
 * The functions that Step Functions adds to JSONata, by name without `$`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export function makeJsonataFunctions(chance: Chance): Record<string, unknown> {
  const call = (name: string, ...values: readonly (Json | undefined)[]): Json | undefined => {
    if (values.includes(undefined)) return undefined;
    return intrinsicFunctions[`States.${name}`]?.apply(values as readonly Json[], chance);
  };
  return {
    partition: (array: Json, size: Json) => call("ArrayPartition", array, size),
    range: (first: Json, last: Json, step: Json) => call("ArrayRange", first, last, step),
    hash: (data: Json, algorithm: Json) => call("Hash", data, algorithm),
    random: (seed?: Json) => (typeof seed === "number" ? seededRandom(seed) : chance.random()),
    uuid: () => chance.uuid(),
    parse: (text: Json) => call("StringToJson", text),
  };
}
