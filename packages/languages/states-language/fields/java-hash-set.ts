import { findExactDigits, isExactNumber } from "../../jsonpath/exact-number";
import type { Json, JsonObject } from "../../json";
import { toCanonicalText } from "../../jsonpath/same-json";

/** A set or a map of Java has that many places unless it is made of another, and is filled to three quarters at most. */
const USUAL_PLACES = 16;
const LOAD = 0.75;

/**
 * The different values of a list in the order in which Java's `new HashSet<>(list)` has them: by the place that the hash
 * code gives, and within a place as they came. *Recorded* and *reported* (gabrielmoreira/tiny-asl-machine) for small lists
 * of scalars and of lists; *assumed*: how many places there are.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/HashSet.html
 */
export function listAsHashSet(list: readonly Json[]): Json[] {
  const values = new Map(list.map((value) => [toCanonicalText(value), value] as const).reverse());
  const order = new Set(list.map(toCanonicalText));
  return sortByPlace(
    [...order].map((text) => values.get(text) ?? null),
    Math.max(countPlacesOfCopy(list.length), USUAL_PLACES),
  );
}

/**
 * Names in the order in which Java's `HashMap` lists them that was given them one by one: it doubles its places whenever
 * they are filled.
 *
 * @param places how many it begins with
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/HashMap.html
 */
export function orderAsHashMap(names: readonly string[], places = USUAL_PLACES): string[] {
  return sortByPlace(names, Math.max(places, 2 ** Math.ceil(Math.log2(names.length / LOAD))));
}

/** How many places a `HashMap` has that is made of another with so many members. */
export function countPlacesOfCopy(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.floor(count / LOAD) + 1));
}

function sortByPlace<T extends Json>(values: readonly T[], places: number): T[] {
  const placed = values.map((value) => {
    const code = hashCode(value);
    return { value, place: (code ^ (code >>> 16)) & (places - 1) };
  });
  return placed.sort((one, other) => one.place - other.place).map(({ value }) => value);
}

/** What Java's `hashCode()` gives for a value of JSON as Jackson reads it: an integer of 32 bits. */
function hashCode(value: Json): number {
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (typeof value === "string")
    return hashParts(
      [...Array(value.length).keys()].map((at) => value.charCodeAt(at)),
      0,
    );
  if (typeof value === "number" || isExactNumber(value)) return hashNumber(value);
  if (Array.isArray(value)) return hashParts(value.map(hashCode), 1);
  return hashObject(value);
}

function hashParts(codes: readonly number[], start: number): number {
  return codes.reduce((code, part) => (Math.imul(31, code) + part) | 0, start);
}

function hashObject(object: JsonObject): number {
  return Object.entries(object).reduce((sum, [name, member]) => (sum + (hashCode(name) ^ hashCode(member))) | 0, 0);
}

/** An Integer, a Long, a BigInteger or a Double, whichever is the first to hold it. */
function hashNumber(value: Json): number {
  const digits = findExactDigits(value) ?? String(value);
  if (!/^-?\d+$/.test(digits)) return hashDouble(Number(value));
  const integer = BigInt(digits);
  if (BigInt.asIntN(32, integer) === integer) return Number(integer);
  if (BigInt.asIntN(64, integer) === integer) return Number(BigInt.asIntN(32, integer ^ (integer >> 32n)));
  const words = (integer < 0n ? -integer : integer).toString(16).replace(/^/, "0000000");
  const codes = [...words.slice(words.length % 8).matchAll(/.{8}/g)].map(([word]) => Number.parseInt(word, 16) | 0);
  const code = hashParts(codes, 0);
  return integer < 0n ? -code | 0 : code;
}

function hashDouble(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
