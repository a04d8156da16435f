import type { Json, JsonObject } from "./json";

/**
 * Levels. *Assumed*: what Java's usual reader of JSON takes; it keeps what reads a client's document by calling itself
 * far from the end of the stack.
 * @see https://javadoc.io/doc/com.fasterxml.jackson.core/jackson-core/2.15.0/com/fasterxml/jackson/core/StreamReadConstraints.html
 */
export const DEEPEST = 1_000;

/** True if objects and arrays are nested in more than `DEEPEST` levels; it does not call itself. */
export function isTooDeep(value: Json): boolean {
  let inner = [value].filter(isContainer);
  for (let level = 0; inner.length > 0; level++) {
    if (level === DEEPEST) return true;
    inner = inner.flatMap((each): Json[] => Object.values(each)).filter(isContainer);
  }
  return false;
}

const isContainer = (value: Json): value is JsonObject | Json[] => typeof value === "object" && value !== null;
