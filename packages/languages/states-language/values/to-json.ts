import type { Json, JsonObject } from "../../json";
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

/** What JSONata marks its arrays with. */
const MARKS = ["sequence", "keepSingleton", "outerWrapper", "tupleStream", "cons"];

function convertArray(array: readonly unknown[], progress: Progress): Json | undefined {
  const elements: Json[] = [];
  let same = !MARKS.some((mark) => mark in array);
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
  let copy: JsonObject | undefined;
  const names = Object.keys(object);
  for (const [index, name] of names.entries()) {
    const member = object[name];
    const json = member === undefined ? undefined : convert(member, progress);
    addWeight(name.length, progress);
    if (json === undefined && member !== undefined) return undefined;
    if (copy === undefined && (member === undefined || json !== member))
      copy = copyMembers(object as JsonObject, names.slice(0, index));
    if (copy !== undefined && json !== undefined) setMember(copy, name, json);
  }
  return copy ?? (object as JsonObject);
}

function copyMembers(object: JsonObject, names: readonly string[]): JsonObject {
  const copy: JsonObject = {};
  for (const name of names) setMember(copy, name, object[name] ?? null);
  return copy;
}
