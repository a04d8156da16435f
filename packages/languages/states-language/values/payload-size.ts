import type { Json, JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import { runtimeError, StateFailure, StatesError, TOO_DEEP } from "./errors";

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

/**
 * How deep data may nest. *Assumed*: Jackson's limit since 2.15; AWS's is not published.
 *
 * @see https://javadoc.io/doc/com.fasterxml.jackson.core/jackson-core/latest/com/fasterxml/jackson/core/StreamReadConstraints.html
 */
export const DEEPEST_NESTING = 1000;

/** The bytes of a value's text, or a little more, and how deep it nests. */
interface Measure {
  readonly bytes: number;
  readonly depth: number;
}

const measures = new WeakMap<object, Measure>();

/**
 * Fails with States.DataLimitExceeded, naming the state or task, if the value's text is over 256 KiB, and with
 * States.Runtime if it nests deeper than 1,000. Small values are not turned into text to find out: their size is estimated
 * from above.
 *
 * *Recorded*: LocalStack's AWS-validated snapshots of large results, whose cause is this text alone.
 */
export function requirePayloadSize(value: Json, name: string): void {
  if (value === null || (typeof value !== "object" && typeof value !== "string")) return;
  const estimate = new Estimate();
  estimate.add(value, 0);
  const isOver =
    estimate.isOver() || (estimate.bytes > MAXIMUM_PAYLOAD_BYTES && textSize(value) > MAXIMUM_PAYLOAD_BYTES);
  if (!isOver) {
    if (typeof value === "object" && estimate.bytes > REMEMBERED_BYTES) remember(value, estimate);
    return;
  }
  throw tooLarge(name);
}

/** The bytes of a value's text, or a little more; of a text that is over the limit for sure, its bytes or fewer. */
export function estimateSize(value: Json): number {
  const estimate = new Estimate();
  estimate.add(value, 0);
  return Math.max(estimate.bytes, estimate.isOver() ? MAXIMUM_PAYLOAD_BYTES + 1 : 0);
}

function tooLarge(name: string): StateFailure {
  const problem = "returned a result with a size exceeding the maximum number of bytes service limit.";
  return new StateFailure(StatesError.DataLimitExceeded, `The state/task '${name}' ${problem}`);
}

function remember(value: Json[] | JsonObject, { bytes, depth }: Measure): void {
  measures.set(value, { bytes: bytes > MAXIMUM_PAYLOAD_BYTES ? textSize(value) : bytes, depth });
}

export function textSize(value: Json): number {
  return Buffer.byteLength(printJson(value));
}

class Estimate implements Measure {
  bytes = 0;
  depth = 0;
  /** the bytes at least: a value takes a digit and a comma, or two brackets, a text its quotes */
  private least = -2;

  /** True where so much was found that the text is over the limit, whatever the rest is. */
  isOver(): boolean {
    return this.least > MAXIMUM_PAYLOAD_BYTES;
  }

  add(value: Json, level: number): void {
    this.least += typeof value === "string" ? value.length + 2 : 2;
    if (this.isOver()) return;
    if (typeof value === "string") this.bytes += stringSize(value);
    else if (value === null || typeof value !== "object") this.bytes += BYTES_PER_SCALAR;
    else this.addContainer(value, level);
  }

  private addContainer(value: Json[] | JsonObject, level: number): void {
    const known = measures.get(value);
    this.depth = Math.max(this.depth, level + (known?.depth ?? 1));
    if (this.depth > DEEPEST_NESTING) throw runtimeError(TOO_DEEP);
    this.bytes += known?.bytes ?? 2;
    if (known !== undefined) return;
    if (Array.isArray(value)) {
      this.bytes += value.length;
      for (const element of value) {
        this.add(element, level + 1);
        if (this.isOver()) return;
      }
      return;
    }
    for (const name in value) {
      if (this.isOver()) return;
      this.bytes += 4 + name.length * BYTES_PER_CHARACTER;
      this.add(value[name] ?? null, level + 1);
    }
  }
}

function stringSize(value: string): number {
  return value.length > LONG_STRING ? textSize(value) : 2 + value.length * BYTES_PER_CHARACTER;
}
