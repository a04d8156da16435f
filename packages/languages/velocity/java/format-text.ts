import { toNumber } from "../compare-values";
import { EvaluationError } from "../errors";
import { printValue } from "../print-value";
import { JavaChar } from "../values";
import type { Value } from "../values";
import { spendOnText } from "../work";

/** Java's conversions by letter; `precision` is undefined where the format has none. */
const conversions: Readonly<Record<string, (value: Value, precision: number | undefined) => string>> = {
  s: (value, precision) => (printValue(value) ?? "null").slice(0, precision),
  b: (value) => String(value !== null && value !== false),
  c: (value) => findCharacter(value) ?? failConversion("c"),
  d: (value) => (typeof value === "number" || typeof value === "bigint" ? String(value) : failConversion("d")),
  x: (value) => (typeof value === "number" || typeof value === "bigint" ? value.toString(16) : failConversion("x")),
  f: (value, precision) => (toNumber(value) ?? failConversion("f")).toFixed(Math.min(precision ?? 6, 100)),
};

/**
 * The text of String.format for `%s %b %c %d %x %f %n %%`, with widths up to 999, `-` and `0`.
 *
 * @throws EvaluationError for any other conversion, and for a value that is missing or of the wrong class
 */
export function formatText(format: string, values: readonly Value[]): string {
  spendOnText("encode", format.length);
  let next = 0;
  return format.replace(
    /%(-?)(0?)(\d{0,3})(?:\.(\d{1,2}))?([a-zA-Z%]?)/g,
    (_, left: string, zero: string, width: string, precision: string | undefined, letter: string) => {
      if (letter === "%" || letter === "n") return letter === "n" ? "\n" : "%";
      const convert = conversions[letter] ?? failConversion(letter);
      if (next >= values.length)
        throw new EvaluationError(`format '${format}': has more conversions than the ${values.length} values`);
      const text = convert(values[next++] ?? null, precision === undefined ? undefined : Number(precision));
      return left === "-" ? text.padEnd(Number(width)) : text.padStart(Number(width), zero === "0" ? "0" : " ");
    },
  );
}

/** The character of a char or a code point. */
function findCharacter(value: Value): string | undefined {
  if (value === null) return "null";
  if (value instanceof JavaChar) return value.char;
  const isCodePoint = typeof value === "number" && value >= 0 && value <= 0x10ffff;
  return isCodePoint ? String.fromCodePoint(value) : undefined;
}

function failConversion(letter: string): never {
  throw new EvaluationError(`conversion '%${letter}' cannot be applied to the value; use %s, %b, %c, %d, %x or %f`);
}
