import { createHash } from "node:crypto";
import { findExactDigits } from "../jsonpath/exact-number";
import { isJsonObject, type Json } from "../json";
import { printJson, readJson } from "../jsonpath/read-json";
import { toJavaText } from "./java-text";
import { isSameJson, toCanonicalText } from "../jsonpath/same-json";

/** What an intrinsic function may use of the world. */
export interface Chance {
  /** a number from 0 up to, not including, 1 */
  random(): number;
  uuid(): string;
}

/** An intrinsic function: how many arguments it takes, and its result. `apply` throws an Error that states what is wrong. */
export interface IntrinsicFunction {
  readonly minimum: number;
  readonly maximum: number;
  apply(values: readonly Json[], chance: Chance): Json;
}

/** Arguments of the text functions and of States.Hash are limited to this many characters. */
const MAXIMUM_TEXT = 10_000;
const MAXIMUM_RANGE = 1000;
const ALGORITHMS = new Set(["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"]);

/**
 * The intrinsic functions, by name.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  "States.Array": { minimum: 0, maximum: Infinity, apply: (values) => [...values] },
  "States.ArrayPartition": { minimum: 2, maximum: 2, apply: ([array, size]) => partitionArray(array, size) },
  "States.ArrayContains": {
    minimum: 2,
    maximum: 2,
    apply: ([array, value]) => requireArray(array).some((element) => isSameJson(element, value)),
  },
  "States.ArrayRange": { minimum: 3, maximum: 3, apply: ([first, last, step]) => rangeArray(first, last, step) },
  "States.ArrayGetItem": { minimum: 2, maximum: 2, apply: ([array, index]) => getArrayItem(array, index) },
  "States.ArrayLength": { minimum: 1, maximum: 1, apply: ([array]) => requireArray(array).length },
  "States.ArrayUnique": { minimum: 1, maximum: 1, apply: ([array]) => uniqueArray(requireArray(array)) },
  "States.Base64Encode": {
    minimum: 1,
    maximum: 1,
    apply: ([text]) => Buffer.from(requireText(text), "utf8").toString("base64"),
  },
  "States.Base64Decode": { minimum: 1, maximum: 1, apply: ([text]) => decodeBase64(requireText(text)) },
  "States.Hash": { minimum: 2, maximum: 2, apply: ([data, algorithm]) => hashData(data, algorithm) },
  "States.JsonMerge": { minimum: 3, maximum: 3, apply: ([one, other, deep]) => mergeJson(one, other, deep) },
  "States.StringToJson": { minimum: 1, maximum: 1, apply: ([text]) => parseJson(requireString(text)) },
  "States.JsonToString": { minimum: 1, maximum: 1, apply: ([value]) => printJson(value ?? null) },
  "States.MathRandom": { minimum: 2, maximum: 3, apply: (values, chance) => randomInteger(values, chance) },
  "States.MathAdd": { minimum: 2, maximum: 2, apply: ([one, other]) => addIntegers(one, other) },
  "States.StringSplit": {
    minimum: 2,
    maximum: 2,
    apply: ([text, delimiters]) => splitString(requireString(text), requireString(delimiters)),
  },
  "States.UUID": { minimum: 0, maximum: 0, apply: (_values, chance) => chance.uuid() },
  "States.Format": {
    minimum: 1,
    maximum: Infinity,
    apply: ([template, ...values]) => formatText(requireString(template), values),
  },
};

function requireArray(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new Error(`expected an array, but was ${printJson(value ?? null)}`);
  return value;
}

function requireString(value: Json | undefined): string {
  if (typeof value !== "string") throw new Error(`expected a string, but was ${printJson(value ?? null)}`);
  return value;
}

function requireText(value: Json | undefined): string {
  const text = requireString(value);
  if (text.length > MAXIMUM_TEXT) throw new Error(`the string is longer than ${MAXIMUM_TEXT} characters`);
  return text;
}

/** Numbers are rounded half up, as `Math.round` does. *Recorded*: MathAdd(-1.5, -1.51) is -3. */
function requireInteger(value: Json | undefined): number {
  const digits = findExactDigits(value);
  if (digits !== undefined) throw new Error(`the number ${digits} does not fit in 32 bits`);
  if (typeof value !== "number") throw new Error(`expected a number, but was ${printJson(value ?? null)}`);
  const rounded = Math.round(value) + 0;
  if (rounded < -(2 ** 31) || rounded >= 2 ** 31) throw new Error(`the number ${value} does not fit in 32 bits`);
  return rounded;
}

function partitionArray(value: Json | undefined, size: Json | undefined): Json {
  const array = requireArray(value);
  const length = requireInteger(size);
  if (length < 1) throw new Error(`the chunk size must be positive, but was ${length}`);
  const chunks: Json[] = [];
  for (let start = 0; start < array.length; start += length) chunks.push(array.slice(start, start + length));
  return chunks;
}

function rangeArray(first: Json | undefined, last: Json | undefined, by: Json | undefined): Json {
  const [start, end, step] = [requireInteger(first), requireInteger(last), requireInteger(by)];
  if (step === 0) throw new Error("the step must not be 0");
  const length = Math.max(0, Math.floor((end - start) / step) + 1);
  if (length > MAXIMUM_RANGE) throw new Error(`the array would have more than ${MAXIMUM_RANGE} elements`);
  return Array.from({ length }, (_, index) => start + index * step);
}

function getArrayItem(value: Json | undefined, at: Json | undefined): Json {
  const array = requireArray(value);
  const index = requireInteger(at);
  const item = array[index];
  if (item === undefined) throw new Error(`index ${index} is out of bounds for an array of ${array.length}`);
  return item;
}

function uniqueArray(array: readonly Json[]): Json {
  const seen = new Set<string>();
  return array.filter((element) => seen.size < seen.add(toCanonicalText(element)).size);
}

function decodeBase64(text: string): string {
  const bare = /^([A-Za-z0-9+/]*)=*$/.exec(text)?.[1];
  if (bare === undefined || bare.length % 4 === 1) throw new Error("the string is not valid Base64");
  return Buffer.from(text, "base64").toString("utf8");
}

function hashData(data: Json | undefined, algorithm: Json | undefined): string {
  const name = requireString(algorithm);
  if (!ALGORITHMS.has(name)) throw new Error(`the algorithm ${name} is not one of ${[...ALGORITHMS].join(", ")}`);
  const text = typeof data === "string" ? data : printJson(data ?? null);
  return createHash(name.replace("-", "").toLowerCase()).update(requireText(text), "utf8").digest("hex");
}

function mergeJson(one: Json | undefined, other: Json | undefined, deep: Json | undefined): Json {
  if (deep !== false) throw new Error("only the shallow merge, with false as third argument, is supported");
  if (!isJsonObject(one) || !isJsonObject(other)) throw new Error("expected two JSON objects");
  return { ...one, ...other };
}

/** *Recorded*: an empty or blank text is null, and -0 is 0. */
function parseJson(text: string): Json {
  if (text.trim() === "") return null;
  try {
    return readJson(text);
  } catch {
    throw new Error("the string is not valid JSON");
  }
}

function addIntegers(one: Json | undefined, other: Json | undefined): number {
  return requireInteger(requireInteger(one) + requireInteger(other));
}

/** *Documented*: the start is included, the end is not, and equal seeds make equal numbers (AWS's own sequence is not published). */
function randomInteger([first, last, seed]: readonly Json[], chance: Chance): number {
  const [start, end] = [requireInteger(first), requireInteger(last)];
  if (start >= end) throw new Error(`the start ${start} must be less than the end ${end}`);
  const random = seed === undefined ? chance.random() : seededRandom(requireInteger(seed));
  return start + Math.floor(random * (end - start));
}

/** One draw from 0 up to 1 that depends on nothing but the seed. */
export function seededRandom(seed: number): number {
  return createHash("sha256").update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

/** *Recorded*: each character of the second argument is a delimiter, and empty pieces are dropped. */
function splitString(text: string, delimiters: string): Json {
  const set = new Set(delimiters);
  const pieces = [""];
  for (const character of text) {
    if (set.has(character)) pieces.push("");
    else pieces[pieces.length - 1] += character;
  }
  return pieces.filter((piece) => piece !== "");
}

/**
 * The template's `{}` are replaced by the values in order; `\{`, `\}`, `\'` and `\\` stand for the character itself.
 *
 * *Recorded* (an AWS engineer's answer in public): the text for a `{` that no `}` follows. *Assumed*: a `}` alone stays.
 */
function formatText(template: string, values: readonly Json[]): string {
  let used = 0;
  const text = template.replace(/\\([{}'\\])|\{\}?/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (found === "{") throw new Error("Invalid template in States.Format: matching '}' not found for '{'.");
    const value = values[used++];
    return value === undefined ? found : toJavaText(value);
  });
  if (used !== values.length) throw new Error(`the template has ${used} placeholders for ${values.length} arguments`);
  return text;
}
