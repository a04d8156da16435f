import type { Json } from "../jsonpath/json";
import { EvaluationError, StatesError } from "./errors";

/** The most bytes of UTF-8 that an input, output or result may have as JSON text. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAXIMUM_PAYLOAD_BYTES = 262_144;

/** The most bytes that one character of a string can take: `\u0000` in JSON text. */
const BYTES_PER_CHARACTER = 6;

/**
 * Fails with States.DataLimitExceeded, naming the state or task, if the value's text is over 256 KiB. Small values are
 * not turned into text to find out: their size is estimated from above.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots of large results.
 */
export function checkPayloadSize(value: Json, name: string): void {
  if (estimate(value, MAXIMUM_PAYLOAD_BYTES) >= 0) return;
  if (Buffer.byteLength(JSON.stringify(value)) <= MAXIMUM_PAYLOAD_BYTES) return;
  const problem = "returned a result with a size exceeding the maximum number of bytes service limit.";
  throw new EvaluationError(StatesError.DataLimitExceeded, `The state/task '${name}' ${problem}`);
}

/** The bytes left of `left` after the value, estimated too low; negative once they are used up. */
function estimate(value: Json, left: number): number {
  if (typeof value === "string") return left - 2 - value.length * BYTES_PER_CHARACTER;
  if (value === null || typeof value !== "object") return left - 24;
  let rest = left - 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && rest >= 0; index++) rest = estimate(value[index] ?? null, rest - 1);
    return rest;
  }
  for (const name in value) {
    rest = estimate(value[name] ?? null, rest - 4 - name.length * BYTES_PER_CHARACTER);
    if (rest < 0) return rest;
  }
  return rest;
}
