import type { JacksonInput } from "./jackson-input";

const IDENTIFIER_START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
const IDENTIFIER_PART = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\0-\x08\x0e-\x1b\x7f-\x9f]/u;
const WORDS = new Set(["true", "false", "null"]);
/** Jackson quotes that much of a token that it does not know. */
const MAXIMUM_TOKEN = 256;

/** Reads `true`, `false` or `null`, fails for any other word, and returns false for what does not start a word. */
export function readWord(input: JacksonInput, first: string, expected: string): boolean {
  if (!IDENTIFIER_START.test(first)) return false;
  let word = first;
  for (let next = input.peek(); next !== undefined && IDENTIFIER_PART.test(next); next = input.peek()) {
    input.next();
    word += next;
    if (word.length >= MAXIMUM_TOKEN) input.fail(`Unrecognized token '${word}...': was expecting ${expected}`);
  }
  if (!WORDS.has(word)) input.fail(`Unrecognized token '${word}': was expecting ${expected}`);
  return true;
}

/** Reads a number whose first character is `first`; in the root, white space must follow it. */
export function readNumber(input: JacksonInput, first: string, inRoot: boolean): void {
  const start = input.position;
  readInteger(input, first);
  if (input.peek() === ".") readDigits(input, start, "Decimal point not followed by a digit");
  if (input.peek() === "e" || input.peek() === "E") readExponent(input, start);
  const after = input.peek();
  if (!inRoot || after === undefined || /\s/.test(after)) return;
  input.next();
  input.failAt(after, "Expected space separating root-level values");
}

function readInteger(input: JacksonInput, first: string): void {
  const digit = first === "-" ? input.next() : first;
  if (digit === undefined) input.fail("Unexpected end-of-inputNo digit following minus sign");
  if (!isDigit(digit)) {
    input.failInNumber(digit, "expected digit (0-9) to follow minus sign, for valid numeric value");
  }
  if (digit === "0" && isDigit(input.peek())) input.fail("Invalid numeric value: Leading zeroes not allowed");
  skipDigits(input);
}

function readExponent(input: JacksonInput, start: number): void {
  const indicator = input.next();
  const sign = input.peek();
  const last = sign === "+" || sign === "-" ? input.next() : indicator;
  requireDigits(input, { start, last, comment: "Exponent indicator not followed by a digit" });
}

function readDigits(input: JacksonInput, start: number, comment: string): void {
  const last = input.next();
  requireDigits(input, { start, last, comment });
}

/** Jackson stands after the number's first character when it fails here, and at the end when the text ends here. */
function requireDigits(input: JacksonInput, at: { start: number; last: string | undefined; comment: string }): void {
  const found = input.peek();
  if (isDigit(found)) return skipDigits(input);
  if (found !== undefined) input.position = at.start;
  input.failInNumber(found ?? at.last ?? "", at.comment);
}

function skipDigits(input: JacksonInput): void {
  while (isDigit(input.peek())) input.next();
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}
