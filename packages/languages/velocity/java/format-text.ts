import { EvaluationError } from "../errors";
import { printValue } from "../print-value";
import { JavaChar, JavaDouble } from "../values";
import type { Value } from "../values";
import { spendOnText, spendWork } from "../work";
import { groupThousands, printFixed, printScientific } from "./decimals";

/** One of Java's conversions: the flags that it takes, and whether it takes a precision. */
interface Conversion {
  readonly flags: string;
  readonly hasPrecision?: true;
  /** The text of a value, undefined for one of a wrong class. */
  readonly print: (value: Value, precision: number | undefined) => string | undefined;
}

const SIGNED = "-+ 0(";

const conversions: Readonly<Record<string, Conversion>> = {
  s: { flags: "-", hasPrecision: true, print: (value, precision) => (printValue(value) ?? "null").slice(0, precision) },
  b: { flags: "-", hasPrecision: true, print: (value, precision) => String(value !== false).slice(0, precision) },
  c: { flags: "-", print: findCharacter },
  d: { flags: `${SIGNED},`, print: (value) => (isWhole(value) ? String(value) : undefined) },
  x: { flags: "-0", print: (value) => printUnsigned(value, 16) },
  o: { flags: "-0", print: (value) => printUnsigned(value, 8) },
  f: {
    flags: `${SIGNED},`,
    hasPrecision: true,
    print: (value, precision = 6) => printDouble(value, precision, printFixed),
  },
  e: {
    flags: SIGNED,
    hasPrecision: true,
    print: (value, precision = 6) => printDouble(value, precision, printScientific),
  },
  "%": { flags: "-", print: () => "%" },
};

/** What is written between `%` and the end of a conversion. */
interface Form {
  readonly flags: string;
  readonly width: string;
  readonly precision: string | undefined;
  readonly letter: string;
}

/**
 * The text of String.format for `%s %b %c %d %x %o %f %e %n %%`, with widths up to 999, a precision up to 99 and the flags
 * of Java but `#`. Held against Java's own by the comparison of templates.
 *
 * @throws EvaluationError for any other conversion, and for a value that is missing or of the wrong class
 */
export function formatText(format: string, values: readonly Value[]): string {
  spendOnText("encode", format.length);
  let next = 0;
  return format.replace(
    /%(?:(\d{1,3})\$)?([-+ 0,(]*)(\d{0,3})(?:\.(\d{1,2}))?([a-zA-Z%]?)/g,
    (found, index: string | undefined, flags: string, width: string, precision: string | undefined, letter: string) => {
      if (found === "%n") return "\n";
      const form = { flags, width, precision, letter };
      if (letter === "%") return convert(form, "");
      const value = values[index === undefined ? next++ : Number(index) - 1];
      if (value === undefined)
        throw new EvaluationError(`format '${format}': has more conversions than the ${values.length} values`);
      return convert(form, value);
    },
  );
}

function convert({ flags, width, precision, letter }: Form, value: Value): string {
  const isUpper = /^[SBCXE]$/.test(letter);
  const { print, ...takes } = conversions[isUpper ? letter.toLowerCase() : letter] ?? failConversion(letter);
  const [isLeft, isZero] = [flags.includes("-"), flags.includes("0")];
  const isWrong =
    [...flags].some((flag) => !takes.flags.includes(flag)) ||
    (precision !== undefined && takes.hasPrecision === undefined) ||
    ((isLeft || isZero) && width === "") ||
    (isLeft && isZero);
  const text = isWrong ? undefined : print(value, precision === undefined ? undefined : Number(precision));
  if (text === undefined)
    return failConversion(`${flags}${width}${precision === undefined ? "" : `.${precision}`}${letter}`);
  const [before, digits, after] = splitSign(text, flags);
  const filled = isZero ? digits.padStart(Number(width) - before.length - after.length, "0") : digits;
  const signed = `${before}${filled}${after}`;
  const padded = isLeft ? signed.padEnd(Number(width)) : signed.padStart(Number(width));
  spendOnText("print", padded.length);
  return isUpper ? padded.toUpperCase() : padded;
}

/** What stands before the digits, the digits, in groups where that is asked for, and what stands behind them. */
function splitSign(text: string, flags: string): readonly [before: string, digits: string, after: string] {
  const isNegative = text.startsWith("-");
  const digits = isNegative ? text.slice(1) : text;
  const grouped = flags.includes(",") ? groupThousands(digits) : digits;
  if (isNegative) return flags.includes("(") ? ["(", grouped, ")"] : ["-", grouped, ""];
  return [flags.includes("+") ? "+" : flags.includes(" ") ? " " : "", grouped, ""];
}

const isWhole = (value: Value): value is number | bigint => typeof value === "number" || typeof value === "bigint";

/** A negative Integer or Long is the number that its bits would be without a sign. */
function printUnsigned(value: Value, radix: number): string | undefined {
  if (!isWhole(value)) return undefined;
  const integer = BigInt(value);
  const bits = [32, 64].find((each) => BigInt.asIntN(each, integer) === integer);
  return (bits === undefined ? integer : BigInt.asUintN(bits, integer)).toString(radix);
}

/** An integer is none of Java's doubles, which these conversions take alone. */
function printDouble(
  value: Value,
  places: number,
  print: (number: number, places: number) => string,
): string | undefined {
  if (!(value instanceof JavaDouble)) return undefined;
  spendWork(8);
  return print(value.value, places);
}

/** The character of a char or a code point. */
function findCharacter(value: Value): string | undefined {
  if (value instanceof JavaChar) return value.char;
  const isCodePoint = typeof value === "number" && value >= 0 && value <= 0x10ffff;
  return isCodePoint ? String.fromCodePoint(value) : undefined;
}

function failConversion(conversion: string): never {
  throw new EvaluationError(
    `conversion '%${conversion}' cannot be applied to the value; use %s, %b, %c, %d, %x, %o, %f or %e, the last two for numbers with a point`,
  );
}
