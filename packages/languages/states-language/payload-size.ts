import type { Json, JsonObject } from "../jsonpath/json";
import { StateFailure, StatesError } from "./errors";

/** The most bytes of UTF-8 that an input, output or result may have as JSON text. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAXIMUM_PAYLOAD_BYTES = 262_144;

/** The most bytes that one character of a string takes: `\u0000` in JSON text. */
const BYTES_PER_CHARACTER = 6;
/** The most bytes that a number, true, false or null takes. */
const BYTES_PER_SCALAR = 24;
/** Longer strings are measured instead of estimated. */
const LONG_STRING = 256;
/** Sizes from here on are remembered, so that data which states hand on and add to is walked once. */
const REMEMBERED_BYTES = 1024;

const sizes = new WeakMap<object, number>();

/**
 * Fails with States.DataLimitExceeded, naming the state or task, if the value's text is over 256 KiB. Small values are
 * not turned into text to find out: their size is estimated from above.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots of large results, whose cause is this text alone.
 */
export function checkPayloadSize(value: Json, name: string): void {
  if (value === null || (typeof value !== "object" && typeof value !== "string")) return;
  const estimated = estimateSize(value);
  const isOver = estimated > MAXIMUM_PAYLOAD_BYTES && textSize(value) > MAXIMUM_PAYLOAD_BYTES;
  if (!isOver) {
    if (typeof value === "object" && estimated > REMEMBERED_BYTES) remember(value, estimated);
    return;
  }
  const problem = "returned a result with a size exceeding the maximum number of bytes service limit.";
  throw new StateFailure(StatesError.DataLimitExceeded, `The state/task '${name}' ${problem}`);
}

function remember(value: Json[] | JsonObject, estimated: number): void {
  sizes.set(value, estimated > MAXIMUM_PAYLOAD_BYTES ? textSize(value) : estimated);
}

function textSize(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The bytes of the value's text, or a little more. */
function estimateSize(value: Json): number {
  if (typeof value === "string")
    return value.length > LONG_STRING ? textSize(value) : 2 + value.length * BYTES_PER_CHARACTER;
  if (value === null || typeof value !== "object") return BYTES_PER_SCALAR;
  const remembered = sizes.get(value);
  if (remembered !== undefined) return remembered;
  let size = 2;
  if (Array.isArray(value)) {
    for (const element of value) size += 1 + estimateSize(element);
    return size;
  }
  for (const name in value) size += 4 + name.length * BYTES_PER_CHARACTER + estimateSize(value[name] ?? null);
  return size;
}
