import type { Json } from "../json";
import { parsePermissiveJson } from "../jsonpath/parse-permissive-json";
import type { PermissiveBuilder } from "../jsonpath/parse-permissive-json";
import { countText } from "./count-text";
import { createInteger, JavaDouble } from "./values";
import type { Value } from "./values";
import { spendOnText, spendWork } from "./work";

/** Steps of reading a list or a map, beside those of its text; and of an escaped character. */
const NESTED_STEPS = 4;
const ESCAPE_STEPS = 3;

const javaValues: PermissiveBuilder<Value> = {
  number: (text) => {
    if (/[.eE]/.test(text)) return new JavaDouble(Number(text));
    // adding 0 makes 0 of -0, which no integer of Java's is
    return text.length < 16 ? Number(text) + 0 : createInteger(BigInt(text));
  },
  map: (members) => {
    spendWork(NESTED_STEPS);
    return new Map(members);
  },
  list: (items) => {
    spendWork(NESTED_STEPS);
    return items;
  },
  constant: (value) => value,
};

/** The value of a payload, read as json-smart reads it, with Java's kinds of numbers. */
export function readJson(text: string): Value {
  spendOnText("parse", text.length);
  spendWork(countText(text, "\\") * ESCAPE_STEPS);
  return parsePermissiveJson(text, javaValues);
}

/** The template's own copy of a value of JSON. */
export function fromJson(value: Json): Value {
  if (typeof value === "number") return Number.isInteger(value) ? value : new JavaDouble(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(fromJson);
  return new Map(Object.entries(value).map(([name, member]) => [name, fromJson(member)]));
}

/** The value as JSON again; what JSON has no form for is null. */
export function toJson(value: Value): Json {
  if (value instanceof JavaDouble || typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, toJson);
  return value instanceof Map ? Object.fromEntries([...value].map(([name, member]) => [name, toJson(member)])) : null;
}
