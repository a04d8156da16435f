import { type Json, readOwn } from "../json";
import { FORMATS } from "./formats";
import { type Check, type Keyword, problem, requireBoolean, requireCount, type Word } from "./keyword";

/** The words of draft 4 that look at numbers and at texts. @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5 */
export const SCALAR_KEYWORDS: Readonly<Record<string, Keyword>> = {
  multipleOf: (word) => {
    const divisor = requireNumber(word);
    if (divisor <= 0) return word.fail("is above 0");
    return ofNumber((value) =>
      isMultiple(value, divisor) ? undefined : `remainder of division is not zero (${value} / ${divisor})`,
    );
  },
  maximum: (word) => {
    const maximum = requireNumber(word);
    if (word.schema.exclusiveMaximum === true)
      return ofNumber((value) =>
        value < maximum ? undefined : `numeric instance is not strictly lower than the required maximum ${maximum}`,
      );
    return ofNumber((value) =>
      value <= maximum
        ? undefined
        : `numeric instance is greater than the required maximum (maximum: ${maximum}, found: ${value})`,
    );
  },
  exclusiveMaximum: (word) => requireBound(word, "maximum"),
  minimum: (word) => {
    const minimum = requireNumber(word);
    if (word.schema.exclusiveMinimum === true)
      return ofNumber((value) =>
        value > minimum ? undefined : `numeric instance is not strictly greater than the required minimum ${minimum}`,
      );
    return ofNumber((value) =>
      value >= minimum
        ? undefined
        : `numeric instance is lower than the required minimum (minimum: ${minimum}, found: ${value})`,
    );
  },
  exclusiveMinimum: (word) => requireBound(word, "minimum"),
  maxLength: (word) => {
    const most = requireCount(word);
    return ofText((text) => {
      const length = text.length > most ? countCharacters(text) : 0;
      return length > most ? `string "${text}" is too long (length: ${length}, maximum allowed: ${most})` : undefined;
    });
  },
  minLength: (word) => {
    const least = requireCount(word);
    return ofText((text) => {
      const length = countCharacters(text);
      return length < least
        ? `string "${text}" is too short (length: ${length}, required minimum: ${least})`
        : undefined;
    });
  },
  pattern: ({ value, compilePattern, fail }) => {
    if (typeof value !== "string") return fail("is a text");
    const matches = compilePattern(value);
    return ofText((text) =>
      matches(text) ? undefined : `ECMA 262 regex "${value}" does not match input string "${text}"`,
    );
  },
  format: ({ value, fail }) => {
    if (typeof value !== "string") return fail("is a text");
    const format = readOwn(FORMATS, value);
    return format && ofText((text) => (format.fits(text) ? undefined : format.describe(text)));
  },
};

function requireNumber({ value, fail }: Word): number {
  return typeof value === "number" ? value : fail("is a number");
}

function requireBound(word: Word, bound: "maximum" | "minimum"): undefined {
  requireBoolean(word);
  if (!(bound in word.schema)) word.fail(`needs '${bound}' beside it`);
}

function ofNumber(describe: (value: number) => string | undefined): Check {
  return (value) => (typeof value === "number" ? toProblem(describe(value)) : undefined);
}

function ofText(describe: (text: string) => string | undefined): Check {
  return (value: Json) => (typeof value === "string" ? toProblem(describe(value)) : undefined);
}

const toProblem = (text: string | undefined) => (text === undefined ? undefined : problem(text));

/** A character beyond U+FFFF counts once. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Exact for the decimal numbers that JSON writes: 0.0075 is a multiple of 0.0001. */
function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  if (!Number.isFinite(value)) return false;
  const [one, other] = [readDecimal(value), readDecimal(divisor)];
  const exponent = Math.min(one.exponent, other.exponent);
  const scale = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return scale(one) % scale(other) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  /** The number is the digits times ten to this power. */
  readonly exponent: number;
}

function readDecimal(value: number): Decimal {
  const [digits = "", exponent] = value.toExponential().split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
