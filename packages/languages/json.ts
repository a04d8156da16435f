import { isExactNumber } from "./jsonpath/exact-number";

/** A value of JSON (RFC 8259), as `JSON.parse` returns it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** An object of JSON: member names to values, in the order of the text. */
export type JsonObject = { [name: string]: Json };

/** True if and only if `value` is an object of JSON: not null, not an array, not a number that keeps its digits. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** The value itself where it is an object of JSON, an empty object in place of any other. */
export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** The value of a JSON text; undefined for a text that is none. */
export function findJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The value of a JSON text. @throws what `refuse` makes of a text that is none */
export function requireJson(text: string, refuse: () => Error): Json {
  const value = findJson(text);
  if (value === undefined) throw refuse();
  return value;
}

/** The object that a JSON text is; undefined for any other text. */
export function findJsonObject(text: string): JsonObject | undefined {
  const value = findJson(text);
  return isJsonObject(value) ? value : undefined;
}

/** The objects of a list; none where there is no list. */
export function listObjects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}

/** A member of an object's own, whatever its name: neither JSON nor a table has what all objects inherit. */
export function readOwn<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
