import type { Json, JsonObject } from "../json";

/** What Jackson keeps of a number that JavaScript's numbers cannot hold. */
interface Exact {
  readonly number: number;
  /** as it prints in JSON */
  readonly text: string;
}

const known = new WeakMap<object, Exact>();
const prototype: object = {
  valueOf(this: object): number | undefined {
    return known.get(this)?.number;
  },
  toString(this: object): string {
    return known.get(this)?.text.replaceAll('"', "") ?? "";
  },
  toJSON(this: object): string | number | undefined {
    return printExact(known.get(this));
  },
};

/** How exact numbers print while `printJson` is at work; elsewhere they print as the nearest double. */
let printExact = printNearest;
let created = 0;

function printNearest(exact: Exact | undefined): string | number | undefined {
  return exact === undefined || Number.isFinite(exact.number) ? exact?.number : String(exact.number);
}

/** Whether there have been exact numbers at all: most processes never see one, and need not look for them. */
export function hasExactNumbers(): boolean {
  return created > 0;
}

/**
 * A number of JSON that a double cannot hold, as a leaf that keeps its digits: an integer beyond 2^53, or what is too
 * great for a double, which is Infinity and prints as the text "Infinity", as Jackson prints it.
 */
export function createExactNumber(digits: string): Json {
  const leaf: JsonObject = Object.create(prototype);
  const number = Number(digits);
  known.set(leaf, { number, text: Number.isFinite(number) ? digits : JSON.stringify(String(number)) });
  created++;
  return leaf;
}

/** The digits of an exact number, or undefined for any other value. */
export function findExactDigits(value: unknown): string | undefined {
  return isExactNumber(value) ? String(value) : undefined;
}

/** True for what `createExactNumber` made. */
export function isExactNumber(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === prototype;
}

/** The JSON text that `print` makes with `JSON.stringify`, exact numbers replaced by what `replace` makes of their text. */
export function printWith(replace: (text: string) => string, print: () => string): string {
  printExact = (exact) => replace(exact?.text ?? "null");
  try {
    return print();
  } finally {
    printExact = printNearest;
  }
}
