import type { Json, JsonObject } from "../jsonpath/json";
import { setMember } from "./members";

/**
 * What JSONata returned as a plain value of JSON, or undefined if it is none: a function, say. JSONata marks its sequences
 * with properties that change how a later expression reads them, so these are copied; everything else stays the same.
 */
export function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object") return undefined;
  return Array.isArray(value) ? arrayToJson(value) : objectToJson(value as Record<string, unknown>);
}

function arrayToJson(array: readonly unknown[]): Json | undefined {
  const elements: Json[] = [];
  let same = !("sequence" in array) && Object.keys(array).length === array.length;
  for (const element of array) {
    const json = element === undefined ? null : toJson(element);
    if (json === undefined) return undefined;
    same &&= json === element;
    elements.push(json);
  }
  return same ? (array as Json[]) : elements;
}

/** JSONata's own functions and regular expressions are objects of this kind. */
const INTERNAL = ["_jsonata_function", "_jsonata_lambda"];

function objectToJson(object: Record<string, unknown>): Json | undefined {
  if (INTERNAL.some((mark) => object[mark] === true)) return undefined;
  const copy: JsonObject = {};
  let same = true;
  for (const name of Object.keys(object)) {
    const member = object[name];
    if (member === undefined) {
      same = false;
      continue;
    }
    const json = toJson(member);
    if (json === undefined) return undefined;
    same &&= json === member;
    setMember(copy, name, json);
  }
  return same ? (object as JsonObject) : copy;
}
