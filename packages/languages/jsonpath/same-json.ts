import { isExactNumber } from "./exact-number";
import { isJsonObject, type Json } from "../json";
import { printJson } from "./read-json";

/** True if and only if two values of JSON are equal: members in any order, elements in order, 1 and 1.0 the same. */
export function isSameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isExactNumber(one)) return isExactNumber(other) && String(one) === String(other);
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, index) => isSameJson(element, other[index]))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]));
}

/** A text that two values of JSON share if and only if they are equal as `isSameJson` has it. */
export function toCanonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalText).join()}]`;
  if (!isJsonObject(value)) return printJson(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${toCanonicalText(value[name] ?? null)}`).join()}}`;
}
