import { compareNumbers, toNumber } from "../compare-values";
import { EvaluationError } from "../errors";
import { failCast } from "./fail-cast";
import { createInteger, JavaDouble } from "../values";
import type { MethodTable, Value } from "../values";

type Numeric = number | bigint | JavaDouble;

/** The methods of java.lang.Number and of Comparable, for integers and doubles alike. */
export const numberMethods: MethodTable = {
  "intValue()": (number: Numeric) => Number(toInteger(number, 32)),
  "shortValue()": (number: Numeric) => Number(BigInt.asIntN(16, toInteger(number, 32))),
  "byteValue()": (number: Numeric) => Number(BigInt.asIntN(8, toInteger(number, 32))),
  "longValue()": (number: Numeric) => createInteger(toInteger(number, 64)),
  "doubleValue()": (number: Numeric) => new JavaDouble(Number(number)),
  "floatValue()": (number: Numeric) => new JavaDouble(Number(number)),
  "compareTo(Object)": (number: Numeric, other: Value) =>
    sizeOf(number) === sizeOf(other) ? Math.sign(compareNumbers(number, other) ?? 0) : failCast(number, other),
};

/** Which of Java's classes of numbers it is; those of different ones cannot be compared. */
function sizeOf(value: Value): string | undefined {
  if (value instanceof JavaDouble) return "Double";
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  if (typeof value === "number" && value === (value | 0)) return "Integer";
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? "Long" : "BigInteger";
}

/** The methods of java.lang.Integer and Long alike, the static ones included. */
const wholeMethods: MethodTable = {
  "valueOf(Object)": (_: Numeric, value: Value) => (typeof value === "string" ? parseInteger(value) : value),
  "toHexString(int)": (_: Numeric, value: number) => (value >>> 0).toString(16),
  "toBinaryString(int)": (_: Numeric, value: number) => (value >>> 0).toString(2),
  "toString(Object)": (_: Numeric, value: Value) => String(value),
  "max(Number,Number)": (_: Numeric, left: number, right: number) => Math.max(left, right),
  "min(Number,Number)": (_: Numeric, left: number, right: number) => Math.min(left, right),
};

/** The methods of java.lang.Integer. */
export const integerMethods: MethodTable = {
  ...wholeMethods,
  "parseInt(String)": (_: Numeric, text: string) => parseInteger(text),
};

/** The methods of java.lang.Long. */
export const longMethods: MethodTable = {
  ...wholeMethods,
  "parseLong(String)": (_: Numeric, text: string) => parseInteger(text),
};

/** The methods of java.lang.Double, the static ones included. */
export const doubleMethods: MethodTable = {
  "isNaN()": (number: JavaDouble) => Number.isNaN(number.value),
  "isInfinite()": (number: JavaDouble) => Math.abs(number.value) === Infinity,
  "parseDouble(String)": (_: JavaDouble, text: string) => new JavaDouble(parseNumber(text)),
};

/** The methods of java.lang.Boolean. */
export const booleanMethods: MethodTable = {
  "booleanValue()": (value: boolean) => value,
  "parseBoolean(String)": (_: boolean, text: string) => text.toLowerCase() === "true",
  "compareTo(boolean)": (value: boolean, other: boolean) => Number(value) - Number(other),
  "compareTo(Object)": failCast,
};

/** As in Java, an integer loses its high bits, and a double stops at the ends of the range. */
function toInteger(number: Numeric, bits: number): bigint {
  if (!(number instanceof JavaDouble)) return BigInt.asIntN(bits, BigInt(number));
  if (Number.isNaN(number.value)) return 0n;
  const most = 2 ** (bits - 1);
  if (number.value >= most) return BigInt.asIntN(bits + 1, BigInt(most)) - 1n;
  return BigInt(Math.trunc(Math.max(number.value, -most)));
}

function parseInteger(text: string): number | bigint {
  if (!/^[-+]?\d{1,19}$/.test(text)) throw new EvaluationError(`For input string: "${text}"`);
  return createInteger(BigInt(text.replace("+", "")));
}

function parseNumber(text: string): number {
  const number = /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  return Number.isNaN(number) ? failNumber(text) : number;
}

function failNumber(value: Value): never {
  throw new EvaluationError(`'${String(toNumber(value) ?? value)}' is not a number`);
}
