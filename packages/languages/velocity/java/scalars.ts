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
const wholeMethods = (bits: 32 | 64, parse: "parseInt" | "parseLong"): MethodTable => ({
  [`${parse}(String)`]: (_: Numeric, text: string) => parseInteger(text, bits),
  [`${parse}(String,int)`]: (_: Numeric, text: string, radix: number) => parseInteger(text, bits, radix),
  "valueOf(String)": (_: Numeric, text: string) => parseInteger(text, bits),
  "valueOf(String,int)": (_: Numeric, text: string, radix: number) => parseInteger(text, bits, radix),
  "valueOf(Object)": (_: Numeric, value: Value) => value,
  "toHexString(int)": (_: Numeric, value: number) => (value >>> 0).toString(16),
  "toBinaryString(int)": (_: Numeric, value: number) => (value >>> 0).toString(2),
  "toString(Object)": (_: Numeric, value: Value) => String(value),
  "toString(Number,int)": (_: Numeric, value: number, radix: number) => value.toString(isRadix(radix) ? radix : 10),
  "compare(Number,Number)": (_: Numeric, left: number, right: number) => Math.sign(left - right),
  "max(Number,Number)": (_: Numeric, left: number, right: number) => Math.max(left, right),
  "min(Number,Number)": (_: Numeric, left: number, right: number) => Math.min(left, right),
});

export const integerMethods: MethodTable = wholeMethods(32, "parseInt");

export const longMethods: MethodTable = wholeMethods(64, "parseLong");

/** The methods of java.lang.Double, the static ones included. */
export const doubleMethods: MethodTable = {
  "isNaN()": (number: JavaDouble) => Number.isNaN(number.value),
  "isInfinite()": (number: JavaDouble) => Math.abs(number.value) === Infinity,
  "parseDouble(String)": (_: JavaDouble, text: string) => new JavaDouble(parseNumber(text)),
  "valueOf(String)": (_: JavaDouble, text: string) => new JavaDouble(parseNumber(text)),
};

const parseBoolean = (_: boolean, text: string | null) => text?.toLowerCase() === "true";

/** The methods of java.lang.Boolean, the static ones included. */
export const booleanMethods: MethodTable = {
  "booleanValue()": (value: boolean) => value,
  "parseBoolean(String?)": parseBoolean,
  "valueOf(String?)": parseBoolean,
  "valueOf(boolean)": (_: boolean, value: boolean) => value,
  "toString(boolean)": (_: boolean, value: boolean) => String(value),
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

const isRadix = (radix: number): boolean => radix >= 2 && radix <= 36;

/** @throws EvaluationError for what is no number of so many bits, as Java does */
function parseInteger(text: string, bits: 32 | 64, radix = 10): number | bigint {
  const [, sign = "", digits = ""] = /^([-+]?)([\da-z]{1,100})$/i.exec(text) ?? [];
  const values = [...digits].map((digit) => parseInt(digit, 36));
  const size = values.reduce((sum, value) => sum * BigInt(radix) + BigInt(value), 0n);
  const number = sign === "-" ? -size : size;
  if (
    digits === "" ||
    !isRadix(radix) ||
    values.some((value) => value >= radix) ||
    BigInt.asIntN(bits, number) !== number
  )
    throw new EvaluationError(`For input string: "${text}"`);
  return createInteger(number);
}

function parseNumber(text: string): number {
  const number = /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  return Number.isNaN(number) ? failNumber(text) : number;
}

function failNumber(value: Value): never {
  throw new EvaluationError(`'${String(toNumber(value) ?? value)}' is not a number`);
}
