import { createHash } from "node:crypto";
import { findExactDigits } from "../../jsonpath/exact-number";
import { isJsonObject, type Json } from "../../json";
import { printJson, readJson } from "../../jsonpath/read-json";
import { describeJsonErrorWithoutSource } from "../values/jackson-error";
import { countPlacesOfCopy, listAsHashSet, orderAsHashMap } from "./java-hash-set";
import { drawIntegerAsJava } from "./java-random";
import { toJavaText } from "../values/java-text";

/** What an intrinsic function may use of the world. */
export interface Chance {
  /** a number from 0 up to, not including, 1 */
  random(): number;
  uuid(): string;
}

/** An intrinsic function: how many arguments it takes, and its result. `apply` throws InvalidArguments for others. */
export interface IntrinsicFunction {
  readonly minimum: number;
  readonly maximum: number;
  /** What AWS says of another number of arguments. @default it names the function alone */
  readonly miscounted?: string;
  apply(values: readonly Json[], chance: Chance): Json;
}

/** A function refuses its arguments. */
export class InvalidArguments extends Error {
  override readonly name = "InvalidArguments";

  /** @param told what AWS says of them; without it, AWS names the function alone */
  constructor(readonly told?: string) {
    super(told ?? "invalid arguments");
  }
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
    apply: ([array, value]) => containsText(requireArray(array), toJavaText(value ?? null)),
  },
  "States.ArrayRange": { minimum: 3, maximum: 3, apply: ([first, last, step]) => rangeArray(first, last, step) },
  "States.ArrayGetItem": { minimum: 2, maximum: 2, apply: ([array, index]) => getArrayItem(array, index) },
  "States.ArrayLength": { minimum: 1, maximum: 1, apply: ([array]) => requireArray(array).length },
  "States.ArrayUnique": { minimum: 1, maximum: 1, apply: ([array]) => listAsHashSet(requireArray(array)) },
  "States.Base64Encode": {
    minimum: 1,
    maximum: 1,
    apply: ([text]) => Buffer.from(requireText(text), "utf8").toString("base64"),
  },
  "States.Base64Decode": {
    minimum: 1,
    maximum: 1,
    // *Reported* (gabrielmoreira/tiny-asl-machine): what is no character of Base64 is passed over, and padding ends it.
    apply: ([text]) => Buffer.from(requireText(text), "base64").toString("utf8"),
  },
  "States.Hash": { minimum: 2, maximum: 2, apply: ([data, algorithm]) => hashData(data, algorithm) },
  "States.JsonMerge": { minimum: 3, maximum: 3, apply: ([one, other, deep]) => mergeJson(one, other, deep) },
  "States.StringToJson": { minimum: 1, maximum: 1, apply: ([text]) => parseJson(requireString(text)) },
  "States.JsonToString": {
    minimum: 1,
    maximum: 1,
    // *Recorded* (gabrielmoreira/tiny-asl-machine).
    miscounted: "Invalid arguments in States.JsonToString: only a single argument is allowed.",
    apply: ([value]) => printJson(value ?? null),
  },
  "States.MathRandom": { minimum: 2, maximum: 3, apply: (values, chance) => randomInteger(values, chance) },
  "States.MathAdd": { minimum: 2, maximum: 2, apply: ([one, other]) => addIntegers(one, other) },
  "States.StringSplit": {
    minimum: 2,
    maximum: 2,
    apply: ([text, delimiters]) => splitString(requireString(text), requireString(delimiters)),
  },
  // *Recorded* (gabrielmoreira/tiny-asl-machine): arguments are passed over.
  "States.UUID": { minimum: 0, maximum: Infinity, apply: (_values, chance) => chance.uuid() },
  "States.Format": {
    minimum: 1,
    maximum: Infinity,
    apply: ([template, ...values]) => formatText(requireString(template), values),
  },
};

function requireArray(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new InvalidArguments();
  return value;
}

function requireString(value: Json | undefined): string {
  if (typeof value !== "string") throw new InvalidArguments();
  return value;
}

function requireText(value: Json | undefined): string {
  const text = requireString(value);
  if (text.length > MAXIMUM_TEXT) throw new InvalidArguments();
  return text;
}

/**
 * A number as an integer of 32 bits. AWS's guide has all of them rounded; *recorded* and *reported*
 * (gabrielmoreira/tiny-asl-machine): but for MathAdd's, fractions are cut off.
 */
function requireInteger(value: Json | undefined, toInteger = Math.trunc): number {
  if (typeof value !== "number" || findExactDigits(value) !== undefined) throw new InvalidArguments();
  const integer = toInteger(value) + 0;
  if (integer < -(2 ** 31) || integer >= 2 ** 31) throw new InvalidArguments();
  return integer;
}

/**
 * *Inferred* from what is reported of AWS (gabrielmoreira/tiny-asl-machine): values are compared by their texts, so that a
 * number and a boolean are found where a text reads like them, and an object where its members have the same order.
 */
function containsText(array: readonly Json[], text: string): boolean {
  return array.some((element) => toJavaText(element) === text);
}

function partitionArray(value: Json | undefined, size: Json | undefined): Json {
  const array = requireArray(value);
  const length = requireInteger(size);
  if (length < 1) throw new InvalidArguments();
  const chunks: Json[] = [];
  for (let start = 0; start < array.length; start += length) chunks.push(array.slice(start, start + length));
  return chunks;
}

function rangeArray(first: Json | undefined, last: Json | undefined, by: Json | undefined): Json {
  const [start, end, step] = [requireInteger(first), requireInteger(last), requireInteger(by)];
  const length = Math.max(0, Math.floor((end - start) / step) + 1);
  if (step === 0 || length > MAXIMUM_RANGE) throw new InvalidArguments();
  return Array.from({ length }, (_, index) => start + index * step);
}

/** *Reported* (gabrielmoreira/tiny-asl-machine): an empty list has null at any index. */
function getArrayItem(value: Json | undefined, at: Json | undefined): Json {
  const array = requireArray(value);
  const item = array[requireInteger(at)];
  if (item !== undefined) return item;
  if (array.length === 0) return null;
  throw new InvalidArguments();
}

function hashData(data: Json | undefined, algorithm: Json | undefined): string {
  const name = requireString(algorithm);
  if (!ALGORITHMS.has(name)) throw new InvalidArguments();
  const text = typeof data === "string" ? data : printJson(data ?? null);
  return createHash(name.replace("-", "").toLowerCase()).update(requireText(text), "utf8").digest("hex");
}

/**
 * *Reported* (gabrielmoreira/tiny-asl-machine): what is no boolean makes a shallow merge as `false` does. *Inferred* from
 * what is recorded there and in LocalStack's AWS-validated snapshots: the order is that of a Java map, made of the first
 * object, into which the second is put.
 */
function mergeJson(one: Json | undefined, other: Json | undefined, deep: Json | undefined): Json {
  if (deep === true || !isJsonObject(one) || !isJsonObject(other)) throw new InvalidArguments();
  const merged = { ...one, ...other };
  const places = countPlacesOfCopy(Object.keys(one).length || Object.keys(other).length);
  return Object.fromEntries(orderAsHashMap(Object.keys(merged), places).map((name) => [name, merged[name] ?? null]));
}

/** *Recorded*: an empty or blank text is null, and -0 is 0; the cause of a text that is no JSON (gabrielmoreira/tiny-asl-machine). */
function parseJson(text: string): Json {
  if (text.trim() === "") return null;
  try {
    return readJson(text);
  } catch {
    const reason = describeJsonErrorWithoutSource(text);
    throw new InvalidArguments(`Cannot convert String to Json in States.StringToJson, caused by: ${reason}`);
  }
}

/** Numbers are rounded half up, as `Math.round` does. *Recorded*: MathAdd(-1.5, -1.51) is -3. */
function addIntegers(one: Json | undefined, other: Json | undefined): number {
  return requireInteger(requireInteger(one, Math.round) + requireInteger(other, Math.round));
}

/** *Documented*: the start is included, the end is not. *Recorded* (gabrielmoreira/tiny-asl-machine): a seed draws as Java does. */
function randomInteger([first, last, seed]: readonly Json[], chance: Chance): number {
  const [start, end] = [requireInteger(first), requireInteger(last)];
  if (start >= end) throw new InvalidArguments();
  if (seed === undefined) return start + Math.floor(chance.random() * (end - start));
  return start + drawIntegerAsJava(requireInteger(seed), end - start);
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
 * *Recorded* (gabrielmoreira/tiny-asl-machine): the texts for a brace without its other. *Inferred* there: the one for the
 * number of arguments.
 */
function formatText(template: string, values: readonly Json[]): string {
  let used = 0;
  const text = template.replace(/\\([{}'\\])|\{\}?|\}/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (found !== "{}") {
      const other = found === "{" ? "}" : "{";
      throw new InvalidArguments(`Invalid template in States.Format: matching '${other}' not found for '${found}'.`);
    }
    const value = values[used++];
    return value === undefined ? found : toJavaText(value);
  });
  if (used === values.length) return text;
  const problem = "number of arguments do not match the occurrences of {}.";
  throw new InvalidArguments(`Invalid arguments in States.Format: ${problem}`);
}
