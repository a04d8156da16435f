import { isExactNumber } from "./jsonpath/exact-number";

/** A value of JSON (RFC 8259), as `JSON.parse` returns it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** An object of JSON: member names to values, in the order of the text. */
export type JsonObject = { [name: string]: Json };

/** True if and only if `value` is an object of JSON: not null, not an array, not a number that keeps its digits. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}
