import { Cursor } from "./cursor";
import { InvalidPathError } from "./errors";
import { parseArguments } from "./parse-arguments";
import { parseFilter } from "./parse-filter";
import { createPath, isFunctionPath, labelNames } from "./tokens";
import type { Path, Token } from "./tokens";
import { unescapeText } from "./unescape-text";

/** Reads the token at the cursor and adds it, or leaves the cursor and returns false: the next reader's turn. */
type Reader = (cursor: Cursor, tokens: Token[]) => boolean;

/**
 * The path that `text` writes, in Jayway's grammar: a text that starts with neither `$` nor `@` is a member of `$`.
 *
 * @throws InvalidPathError for any other text
 */
export function parsePath(text: string): Path {
  let cursor = new Cursor(text).trim();
  if (text === "") return cursor.fail("is empty; write '$' for the whole document");
  if (!cursor.is("$") && !cursor.is("@")) cursor = new Cursor(`$.${text}`).trim();
  if (cursor.lastIs(".")) cursor.fail("ends with '.'; name a member after it");
  return parseTokens(cursor);
}

/** The path at the cursor, to its end. */
export function parseTokens(cursor: Cursor): Path {
  while (cursor.has() && /\s/.test(cursor.at())) cursor.position++;
  const root = cursor.at();
  if (root !== "$" && root !== "@") return cursor.fail("does not start with '$' or '@'");
  const tokens: Token[] = [];
  if (cursor.atTail) return createPath(root, tokens);
  cursor.position++;
  if (!cursor.is(".") && !cursor.is("["))
    cursor.fail(`has '${cursor.at()}' at ${cursor.position}; expected '.' or '['`);
  do readToken(cursor, tokens);
  while (!cursor.atTail);
  return invertScan(createPath(root, tokens));
}

/** `$..a.length()` is `$.length($..a)`: a function after a scan takes all that the scan finds, at once. */
function invertScan(path: Path): Path {
  const [first, ...rest] = path.tokens;
  if (first?.kind !== "scan" || !isFunctionPath(path)) return path;
  const at = rest.findIndex(({ kind }) => kind === "function");
  const call = rest[at];
  if (call?.kind !== "function") return path;
  const scan = createPath(path.root, [first, ...rest.slice(0, at)]);
  return createPath("$", [{ ...call, arguments: [{ path: scan }] }, ...rest.slice(at + 1)]);
}

const bracketReaders: readonly Reader[] = [readNames, readIndexes, readWildcard, readFilter];

function readToken(cursor: Cursor, tokens: Token[]): void {
  if (cursor.is("[")) {
    if (bracketReaders.some((read) => read(cursor, tokens))) return;
    cursor.fail(`cannot be read from ${cursor.position}; expected ?, ', 0-9 or * after '['`);
  }
  if (cursor.is(".")) return readDot(cursor, tokens);
  if (cursor.is("*") ? readWildcard(cursor, tokens) : readNameOrFunction(cursor, tokens)) return;
  cursor.fail(`cannot be read from ${cursor.position}`);
}

function readDot(cursor: Cursor, tokens: Token[]): void {
  if (cursor.has(cursor.position + 1) && cursor.is(".", cursor.position + 1)) {
    tokens.push({ kind: "scan" });
    cursor.position++;
  } else if (!cursor.has(cursor.position + 1)) {
    cursor.fail("ends with '.'; name a member after it");
  }
  cursor.position++;
  if (cursor.is(".")) cursor.fail(`has '.' at ${cursor.position}; at most two may follow each other`);
  readToken(cursor, tokens);
}

function readNameOrFunction(cursor: Cursor, tokens: Token[]): boolean {
  if (" *.[".includes(cursor.at())) return false;
  const start = cursor.position;
  let end = start;
  while (cursor.has(end) && !".[(".includes(cursor.at(end))) {
    if (cursor.is(" ", end)) cursor.fail(`has a blank at ${end}; write ['my name'] for a name with blanks`);
    end++;
  }
  const name = cursor.slice(start, end);
  cursor.position = end;
  if (cursor.has(end) && cursor.is("(", end)) {
    tokens.push({ kind: "function", name, arguments: parseArguments(cursor, name) });
  } else {
    tokens.push({ kind: "property", names: [name], label: labelNames([name], "'") });
  }
  return true;
}

/** `['a']`, `["a", "b"]` */
function readNames(cursor: Cursor, tokens: Token[]): boolean {
  const quote = cursor.nextSignificant();
  if (quote !== "'" && quote !== '"') return false;
  const names: string[] = [];
  let index = cursor.position;
  let separator = "[";
  do {
    const start = cursor.indexOfNext(quote, index);
    if (start === -1) cursor.fail(`has no name after '${separator}' at ${index}`);
    const end = cursor.indexOfUnescaped(quote, start);
    if (end === -1) cursor.fail(`has a name that is not closed; expected ${quote}`);
    names.push(unescapeText(cursor.slice(start + 1, end)));
    index = cursor.nextSignificantIndex(end);
    separator = cursor.has(index) ? cursor.at(index) : "";
  } while (separator === ",");
  if (separator !== "]") cursor.fail(`has a name that is not closed; expected ']' at ${index}`);
  cursor.position = index + 1;
  tokens.push({ kind: "property", names, label: labelNames(names, quote) });
  return true;
}

/** `[1]`, `[1,2]`, `[1:]`, `[:2]`, `[1:2]` */
function readIndexes(cursor: Cursor, tokens: Token[]): boolean {
  if (!/[-:0-9]/.test(cursor.nextSignificant())) return false;
  const end = cursor.indexOf("]", cursor.position + 1);
  if (end === -1) return false;
  const expression = cursor.slice(cursor.position + 1, end).trim();
  if (!/^[-0-9,: ]*$/.test(expression)) return false;
  tokens.push(expression.includes(":") ? parseSlice(expression) : parseIndexes(expression));
  cursor.position = end + 1;
  return true;
}

/** A third number is read by nobody: `[0:3:2]` is `[0:3]`. */
function parseSlice(expression: string): Token {
  if (!/^[-0-9:]*$/.test(expression))
    throw new InvalidPathError(`slice '${expression}': has blanks or commas; write [from:to]`);
  const [from, to] = expression.split(":").map((part) => (part === "" ? undefined : parseInteger(part)));
  if (from === undefined && to === undefined)
    throw new InvalidPathError(`slice '${expression}': has no bound; write [from:to]`);
  return { kind: "slice", from, to };
}

function parseIndexes(expression: string): Token {
  return { kind: "index", indexes: expression.split(",").map((part) => parseInteger(part.trim())) };
}

function parseInteger(text: string): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= -(2 ** 31) && value < 2 ** 31)) throw new InvalidPathError(`index '${text}': is not a 32-bit integer`);
  return value;
}

/** `[*]`, `*` */
function readWildcard(cursor: Cursor, tokens: Token[]): boolean {
  if (cursor.is("[")) {
    const star = cursor.indexOfNext("*");
    if (star === -1) return false;
    const end = cursor.indexOfNext("]", star);
    if (end === -1) cursor.fail(`has no ']' after '*' at ${star}`);
    cursor.position = end;
  }
  cursor.position++;
  tokens.push({ kind: "wildcard" });
  return true;
}

/** `[?(...)]` */
function readFilter(cursor: Cursor, tokens: Token[]): boolean {
  const question = cursor.indexOfNext("?");
  const open = question === -1 ? -1 : cursor.indexOfNext("(", question);
  const close = open === -1 ? -1 : cursor.indexOfClosing(open, ["(", ")"], "'/");
  const end = close === -1 ? -1 : cursor.indexOfNext("]", close);
  if (end === -1) return false;
  tokens.push({ kind: "filter", accept: parseFilter(cursor.slice(cursor.position, end + 1)) });
  cursor.position = end + 1;
  return true;
}
