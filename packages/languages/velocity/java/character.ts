import { failCast } from "./fail-cast";
import { JavaChar } from "../values";
import type { MethodTable, Value } from "../values";

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
/** What Java takes as white space: no-break spaces are none. */
const BLANK = /^(?![\u00a0\u2007\u202f])[\p{Z}\t-\r\x1c-\x1f]$/u;

const tests: Readonly<Record<string, (char: string) => boolean>> = {
  isLetter: (char) => LETTER.test(char),
  isAlphabetic: (char) => /^\p{Alphabetic}$/u.test(char),
  isDigit: (char) => DIGIT.test(char),
  isLetterOrDigit: (char) => LETTER.test(char) || DIGIT.test(char),
  isUpperCase: (char) => /^\p{Uppercase}$/u.test(char),
  isLowerCase: (char) => /^\p{Lowercase}$/u.test(char),
  isWhitespace: (char) => BLANK.test(char),
  isSpaceChar: (char) => /^\p{Z}$/u.test(char),
};

/** Each test of a char and of a code point; `isAlphabetic` is of code points only. */
const testMethods: MethodTable = Object.fromEntries(
  Object.entries(tests).flatMap(([name, holds]) => [
    ...(name === "isAlphabetic" ? [] : [[`${name}(char)`, (_: JavaChar, { char }: JavaChar) => holds(char)] as const]),
    [`${name}(int)`, (_: JavaChar, code: number) => isCodePoint(code) && holds(String.fromCodePoint(code))] as const,
  ]),
);

/** The methods of java.lang.Character, the static ones included. */
export const characterMethods: MethodTable = {
  ...testMethods,
  "charValue()": (value: JavaChar) => value,
  "valueOf(char)": (_: JavaChar, other: JavaChar) => other,
  "toString(char)": (_: JavaChar, { char }: JavaChar) => char,
  "toUpperCase(char)": (_: JavaChar, { char }: JavaChar) => changeCase(char, char.toUpperCase()),
  "toLowerCase(char)": (_: JavaChar, { char }: JavaChar) => changeCase(char, char.toLowerCase()),
  "getNumericValue(char)": (_: JavaChar, { char }: JavaChar) => readDigit(char, 36),
  "digit(char,int)": (_: JavaChar, { char }: JavaChar, radix: number) => readDigit(char, radix),
  "forDigit(int,int)": (_: JavaChar, digit: number, radix: number) => printDigit(digit, radix),
  "compareTo(char)": compareChars,
  "compare(char,char)": (_: JavaChar, left: JavaChar, right: JavaChar) => compareChars(left, right),
  "compareTo(Object)": (value: JavaChar, other: Value) => failCast(value, other),
};

function compareChars({ char }: JavaChar, other: JavaChar): number {
  return char.charCodeAt(0) - other.char.charCodeAt(0);
}

const isCodePoint = (code: number): boolean => code >= 0 && code <= 0x10ffff;

/** A char whose other case is several, as that of ß, has none. */
const changeCase = (char: string, changed: string): JavaChar => new JavaChar(changed.length === 1 ? changed : char);

const isRadix = (radix: number): boolean => radix >= 2 && radix <= 36;

function readDigit(char: string, radix: number): number {
  const digit = /^[0-9a-z]$/i.test(char) ? parseInt(char, 36) : -1;
  return isRadix(radix) && digit < radix ? digit : -1;
}

function printDigit(digit: number, radix: number): JavaChar {
  return new JavaChar(isRadix(radix) && digit >= 0 && digit < radix ? digit.toString(36) : "\0");
}
