import type { Json, JsonObject } from "../jsonpath/json";
import { EvaluationLimit, MAXIMUM_DEPTH, MAXIMUM_WEIGHT } from "./evaluation-limits";
import { setMember } from "./members";

/** Results that are plain already: data which states hand on and add to is walked once. */
const plain = new WeakSet<object>();

/**
 * What JSONata returned as a plain value of JSON, or undefined if it is none: a function, say. JSONata marks its sequences
 * with properties that change how a later expression reads them, so these are copied; everything else stays the same.
 */
export function toJson(value: unknown): Json | undefined {
  const json = convert(value, { weight: 0, depth: 0 });
  if (typeof json === "object" && json !== null) plain.add(json);
  return json;
}

/** The weight of what was converted, and how deep that is nested: a value may hold another one many times, or itself. */
interface Progress {
  weight: number;
  depth: number;
}

function convert(value: unknown, progress: Progress): Json | undefined {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") {
    addWeight(value.length, progress);
    return value;
  }
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object") return undefined;
  if (plain.has(value)) return value as Json;
  if (++progress.depth > MAXIMUM_DEPTH) throw new EvaluationLimit("stack");
  const json = Array.isArray(value)
    ? convertArray(value, progress)
    : convertObject(value as Record<string, unknown>, progress);
  progress.depth--;
  return json;
}

function addWeight(weight: number, progress: Progress): void {
  progress.weight += weight;
  if (progress.weight > MAXIMUM_WEIGHT) throw new EvaluationLimit("memory");
}

function convertArray(array: readonly unknown[], progress: Progress): Json | undefined {
  const elements: Json[] = [];
  let same = !("sequence" in array) && Object.keys(array).length === array.length;
  for (const element of array) {
    const json = element === undefined ? null : convert(element, progress);
    addWeight(8, progress);
    if (json === undefined) return undefined;
    same &&= json === element;
    elements.push(json);
  }
  return same ? (array as Json[]) : elements;
}

/** JSONata's own functions and regular expressions are objects of this kind. */
const INTERNAL = ["_jsonata_function", "_jsonata_lambda"];

function convertObject(object: Record<string, unknown>, progress: Progress): Json | undefined {
  if (INTERNAL.some((mark) => object[mark] === true)) return undefined;
  const copy: JsonObject = {};
  let same = true;
  for (const name of Object.keys(object)) {
    const member = object[name];
    if (member === undefined) {
      same = false;
      continue;
    }
    const json = convert(member, progress);
    addWeight(name.length, progress);
    if (json === undefined) return undefined;
    same &&= json === member;
    setMember(copy, name, json);
  }
  return same ? (object as JsonObject) : copy;
}
