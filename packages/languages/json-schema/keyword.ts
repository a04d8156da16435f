import type { Json, JsonObject } from "../json";

/**
 * Why a value is not valid. Texts: *assumed* to be those of the Java validator of draft 4 whose words access logs of API
 * Gateway show, such as `object has missing required properties (["address"])`.
 */
export interface Problem {
  /** JSON pointer from the value to what is wrong in it; empty for the value itself. */
  readonly at: string;
  readonly text: string;
}

/** Returns nothing where a value is valid, else the first problem. */
export type Check = (value: Json) => Problem | undefined;

/** A word of a schema that is compiled. */
export interface Word {
  readonly value: Json;
  /** The schema that it is a word of. */
  readonly schema: JsonObject;
  /** Compiles a schema within the word's value; `steps` lead there. */
  readonly compile: (schema: Json, ...steps: readonly (string | number)[]) => Check;
  /** Compiles a regular expression that the word holds. */
  readonly compilePattern: (source: string) => (text: string) => boolean;
  /** Throws an Error that says what the word has to be, and what of it is not: its value where nothing is given. */
  readonly fail: (wanted: string, got?: Json) => never;
}

/** Compiles a word of JSON Schema; returns nothing where it checks nothing by itself. */
export type Keyword = (word: Word) => Check | undefined;

export const problem = (text: string): Problem => ({ at: "", text });

/** A value as JSON; what nests too deeply to be printed is told so. */
export function printValue(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "nested too deeply to be shown";
  }
}

/** The problem of a value's member or element as one of the value. */
export const below = (step: string | number, inner: Problem | undefined): Problem | undefined =>
  inner && { at: `/${escapeStep(step)}${inner.at}`, text: inner.text };

/** A step as a JSON pointer writes it. */
export const escapeStep = (step: string | number): string => String(step).replaceAll("~", "~0").replaceAll("/", "~1");

/** The whole number of a word such as `maxLength`. */
export function requireCount({ value, fail }: Word): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0
    ? value
    : fail("is a whole number, 0 or above");
}

export function requireBoolean({ value, fail }: Word): boolean {
  return typeof value === "boolean" ? value : fail("is true or false");
}

/** The names of `required` or of a dependency. */
export function requireNames(value: Json, fail: Word["fail"]): readonly string[] {
  const names = Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  const isList = Array.isArray(value) && names.length === value.length && names.length > 0;
  return isList && new Set(names).size === names.length ? names : fail("is a list of distinct names, one or more");
}
