import { requireHere } from "./jsonata-direct-values";

/** A binary operator. Whatever is an error, or compares what holds something, is left to JSONata's library. */
type Operator = (left: unknown, right: unknown) => unknown;

/** Longer texts are left to the library, which counts what an evaluation makes. */
const MAXIMUM_TEXT = 16_384;

const numeric =
  (apply: (left: number, right: number) => number): Operator =>
  (left, right) => {
    if (!isNumeric(left) || !isNumeric(right)) return requireHere(undefined);
    if (left === undefined || right === undefined) return undefined;
    const result = apply(left, right);
    return Number.isFinite(result) ? result : requireHere(undefined);
  };

export function negate(value: unknown): unknown {
  if (!isNumeric(value)) return requireHere(undefined);
  return value === undefined ? undefined : -value;
}

const isNumeric = (value: unknown): value is number | undefined => value === undefined || typeof value === "number";

const comparing =
  (apply: (left: number | string, right: number | string) => boolean): Operator =>
  (left, right) => {
    if (!isComparable(left) || !isComparable(right)) return requireHere(undefined);
    if (left === undefined || right === undefined) return undefined;
    return typeof left === typeof right ? apply(left, right) : requireHere(undefined);
  };

const isComparable = (value: unknown): value is number | string | undefined =>
  isNumeric(value) || typeof value === "string";

const equal =
  (isEqual: boolean): Operator =>
  (left, right) => {
    if (left === undefined || right === undefined) return false;
    if (isHolder(left) || isHolder(right)) return requireHere(undefined);
    return (left === right) === isEqual;
  };

const isHolder = (value: unknown): boolean => typeof value === "object" && value !== null;

export const DIRECT_OPERATORS: Readonly<Record<string, Operator>> = {
  "+": numeric((left, right) => left + right),
  "-": numeric((left, right) => left - right),
  "*": numeric((left, right) => left * right),
  "/": numeric((left, right) => left / right),
  "%": numeric((left, right) => left % right),
  "<": comparing((left, right) => left < right),
  "<=": comparing((left, right) => left <= right),
  ">": comparing((left, right) => left > right),
  ">=": comparing((left, right) => left >= right),
  "=": equal(true),
  "!=": equal(false),
  "&": (left, right) => {
    const text = toText(left) + toText(right);
    return text.length > MAXIMUM_TEXT ? requireHere(undefined) : text;
  },
};

/** Nothing is an empty text; numbers have 15 digits. */
export function toText(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  return isHolder(value) ? requireHere<string>(undefined) : String(value);
}

/** Whether a value counts as true. */
export function isTrue(value: unknown): boolean {
  return isHolder(value) ? requireHere<boolean>(undefined) : Boolean(value);
}
