import { InvalidPathError } from "./errors";
import { parseStepFunctionsFilter } from "./parse-step-functions-filter";
import type { Token } from "./tokens";

/** What starts the content of a bracket: whatever stands before is passed over. */
const START = /[?'\p{Nd}:@-]/u;
const NULL_FILTERS = /^\[\s*\?\s*[,\s*?]*\]$/;

/**
 * The token that a bracket writes, in the grammar of Jayway 2.0.0: `['a','b']`, `[0]`, `[0,1]`, `[1:2]`,
 * `[(@.length-1)]`, `[?(...)]`, `[*]`. Double quotes are none, and a backslash is a character like any other.
 *
 * @throws InvalidPathError for any other text
 */
export function parseBracket(text: string, whole: string): Token {
  if (text === "[*]") return { kind: "wildcard" };
  if (NULL_FILTERS.test(text)) return { kind: "filter", accept: acceptNothing };
  const start = text.search(START);
  if (start === -1)
    throw new InvalidPathError(`path '${whole}': has ${text}, which is not known; write ['name'] or [0]`);
  const fragment = new Fragment(text, start, whole);
  if (fragment.current === "?") return { kind: "filter", accept: parseStepFunctionsFilter(cutFilter(fragment), whole) };
  if (fragment.current === "'") return readNames(fragment);
  return fragment.current === "@" ? readFromEnd(fragment) : readIndexes(fragment);
}

/** `[?]` stands for a filter that Java code gives, and there is none. */
function acceptNothing(): never {
  throw new InvalidPathError("filter '[?]': is given by nobody; write [?(...)]");
}

/** A position in a bracket. Reading beyond its end refuses the path, as it does in Jayway. */
class Fragment {
  constructor(
    readonly text: string,
    public at: number,
    readonly whole: string,
  ) {}

  get current(): string {
    return this.text[this.at] ?? this.fail();
  }

  next(): string {
    this.at++;
    return this.current;
  }

  fail(): never {
    throw new InvalidPathError(`path '${this.whole}': has ${this.text}, which ends too early or is no number`);
  }
}

function readNames(fragment: Fragment): Token {
  const names: string[] = [];
  let name = "";
  let isOpen = false;
  for (let character = fragment.current; character !== "]"; character = fragment.next()) {
    if (character !== "'") {
      if (isOpen) name += character;
      continue;
    }
    if (isOpen) names.push(name);
    name = "";
    isOpen = !isOpen;
  }
  return { kind: "property", names, label: `[${names.map((each) => `'${each}'`).join(", ")}]` };
}

/** `@.length-1)`, `@.size() - 1)` */
function readFromEnd(fragment: Fragment): Token {
  fragment.next();
  fragment.next();
  const name = readUntil(fragment, "-", " ()");
  if (name !== "size" && name !== "length") fragment.fail();
  return { kind: "fromEnd", offset: parseInteger(readUntil(fragment, ")", " "), fragment) };
}

/** The characters up to `end`, those of `skipped` left out. */
function readUntil(fragment: Fragment, end: string, skipped: string): string {
  let text = "";
  for (let character = fragment.current; character !== end; character = fragment.next()) {
    if (!skipped.includes(character)) text += character;
  }
  return text;
}

interface Numbers {
  readonly list: number[];
  buffer: string;
  kind: "sequence" | "from" | "to" | "between" | undefined;
}

function readIndexes(fragment: Fragment): Token {
  const numbers: Numbers = { list: [], buffer: "", kind: undefined };
  while (/[\p{Nd}, :-]/u.test(fragment.current)) {
    const character = fragment.current;
    if (character === ":") readSlice(fragment, numbers);
    else if (character === ",") addNumber(fragment, numbers, "sequence");
    else if (character !== " ") numbers.buffer += character;
    if (fragment.current === "]") break;
    fragment.next();
  }
  if (numbers.buffer !== "") numbers.list.push(parseInteger(numbers.buffer, fragment));
  return createIndexes(numbers);
}

function addNumber(fragment: Fragment, numbers: Numbers, kind: Numbers["kind"]): void {
  numbers.list.push(parseInteger(numbers.buffer, fragment));
  numbers.buffer = "";
  numbers.kind = strongest(numbers.kind, kind);
}

/** Reads from the colon up to what is neither a number nor a blank. */
function readSlice(fragment: Fragment, numbers: Numbers): void {
  const isOpenStart = numbers.buffer === "";
  if (!isOpenStart) addNumber(fragment, numbers, undefined);
  fragment.next();
  for (; /[\p{Nd} -]/u.test(fragment.current); fragment.next()) {
    if (fragment.current !== " ") numbers.buffer += fragment.current;
  }
  if (isOpenStart) addNumber(fragment, numbers, "to");
  else if (numbers.buffer === "") numbers.kind = strongest(numbers.kind, "from");
  else addNumber(fragment, numbers, "between");
}

/** Of several kinds the first of this order holds. */
const ORDER = ["sequence", "from", "to", "between", undefined] as const;

function strongest(one: Numbers["kind"], other: Numbers["kind"]): Numbers["kind"] {
  return ORDER[Math.min(ORDER.indexOf(one), ORDER.indexOf(other))];
}

function createIndexes({ list, kind }: Numbers): Token {
  const [first, second] = list;
  if (kind === "from" && list.length > 0) return { kind: "slice", from: first, to: undefined };
  if (kind === "to") return { kind: "slice", from: undefined, to: first };
  if (kind === "between") return { kind: "slice", from: first, to: second };
  return { kind: "index", indexes: list };
}

function parseInteger(text: string, fragment: Fragment): number {
  const ascii = text.replace(/\p{Nd}/gu, readDigit);
  const value = /^-?\d+$/.test(ascii) ? Number(ascii) : NaN;
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : fragment.fail();
}

/** The value of a digit of any script, as Java reads it: the scripts' digits follow each other from 0 to 9. */
function readDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

/** The text of the filter, from its bracket to the one that closes it; quotes count here. */
function cutFilter(fragment: Fragment): string {
  const start = fragment.text.lastIndexOf("[", fragment.at);
  let quoted = false;
  let parentheses = 0;
  let brackets = 0;
  for (fragment.at = start; ; fragment.at++) {
    const character = fragment.current;
    if (character === "'" && fragment.text[fragment.at - 1] !== "\\") quoted = !quoted;
    if (quoted) continue;
    if (character === "(") parentheses++;
    if (character === ")") parentheses--;
    if (character === "[") brackets++;
    if (character === "]" && (brackets--, parentheses === 0)) break;
  }
  if (brackets !== 0) fragment.fail();
  return fragment.text.slice(start, fragment.at + 1);
}
