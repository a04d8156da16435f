import { readOwn } from "../json";
import { compilePattern } from "./compile-pattern";
import { Cursor } from "./cursor";
import { InvalidPathError, JsonPathError } from "./errors";
import { existsPath, resolveOperand } from "./filter-nodes";
import type { Node, Operand } from "./filter-nodes";
import { operators } from "./filter-operators";
import { parsePath } from "./parse-path";
import { parsePermissiveJson } from "./parse-permissive-json";
import type { Predicate } from "./tokens";
import { unescapeText } from "./unescape-text";

const DEEPEST_NESTING = 100;

/**
 * The predicate that `[?(...)]` writes.
 *
 * ```
 * or       = and { "||" and }
 * and      = operand { "&&" operand }
 * operand  = "!" operand | "(" or ")" | relation
 * relation = value [ operator value ]
 * ```
 *
 * @throws InvalidPathError for any other text
 */
export function parseFilter(text: string): Predicate {
  const cursor = new Cursor(text).trim();
  const problem = `filter '${text}': is not of the form [?(...)]`;
  cursor.strip("[", "]", problem);
  cursor.strip("?", "", problem);
  if (!cursor.is("(") || !cursor.lastIs(")")) throw new InvalidPathError(problem);
  const predicate = readOr(cursor, 0);
  cursor.skipBlanks();
  if (cursor.has()) cursor.fail(`goes on after its end, got '${text.slice(cursor.position)}'`);
  return predicate;
}

function readOr(cursor: Cursor, depth: number): Predicate {
  const operands = [readAnd(cursor, depth)];
  while (cursor.take("||")) operands.push(readAnd(cursor, depth));
  return (item, context) => operands.some((operand) => operand(item, context));
}

function readAnd(cursor: Cursor, depth: number): Predicate {
  const operands = [readOperand(cursor, depth)];
  while (cursor.take("&&")) operands.push(readOperand(cursor, depth));
  return (item, context) => operands.every((operand) => operand(item, context));
}

function readOperand(cursor: Cursor, depth: number): Predicate {
  if (depth > DEEPEST_NESTING) cursor.fail(`nests more than ${DEEPEST_NESTING} deep; write fewer brackets`);
  if (cursor.skipBlanks().is("!") && !"$@".includes(cursor.nextSignificant())) {
    cursor.position++;
    const operand = readOperand(cursor, depth + 1);
    return (item, context) => !operand(item, context);
  }
  if (!cursor.take("(")) return readRelation(cursor);
  const inner = readOr(cursor, depth + 1);
  if (!cursor.take(")")) cursor.fail(`has no ')' at ${cursor.position}`);
  return inner;
}

function readRelation(cursor: Cursor): Predicate {
  const left = readValue(cursor);
  const afterLeft = cursor.position;
  try {
    const operator = readOperator(cursor);
    const right = readValue(cursor);
    return (item, context) => operator(resolveOperand(left, item, context), resolveOperand(right, item, context));
  } catch (error) {
    if (!(error instanceof InvalidPathError) || left.kind !== "path") throw error;
    cursor.position = afterLeft;
    return (item, context) => existsPath(left.path, item, context) === left.exists;
  }
}

function readOperator(cursor: Cursor): (left: Node, right: Node) => boolean {
  const start = cursor.skipBlanks().position;
  const end = "<>=~!".includes(cursor.at()) ? /[^<>=~!]/ : / /;
  while (cursor.has() && !end.test(cursor.at())) cursor.position++;
  const name = cursor.slice(start, cursor.position);
  const operator = readOwn(operators, name.toUpperCase());
  return operator ?? cursor.fail(`has an operator that is not known, got '${name}'`);
}

function readValue(cursor: Cursor): Operand {
  const character = cursor.skipBlanks().at();
  if (character === "!") {
    cursor.position++;
    if (!"$@".includes(cursor.skipBlanks().at()))
      cursor.fail(`has '!' before what is neither $ nor @ at ${cursor.position}`);
    return readPath(cursor, false);
  }
  if (character === "$" || character === "@") return readPath(cursor, true);
  return (literals[character] ?? readNumber)(cursor);
}

const literals: Readonly<Record<string, (cursor: Cursor) => Node>> = {
  "'": readText,
  '"': readText,
  "/": readPattern,
  "[": (cursor) => readJson(cursor, ["[", "]"]),
  "{": (cursor) => readJson(cursor, ["{", "}"]),
  t: (cursor) => readWord(cursor, "true", { kind: "boolean", value: true }),
  f: (cursor) => readWord(cursor, "false", { kind: "boolean", value: false }),
  n: (cursor) => readWord(cursor, "null", { kind: "null" }),
};

function readWord(cursor: Cursor, word: string, node: Node): Node {
  return cursor.take(word) ? node : cursor.fail(`has no value at ${cursor.position}; expected '${word}'`);
}

function readText(cursor: Cursor): Node {
  const start = cursor.position;
  const end = cursor.indexOfUnescaped(cursor.at());
  if (end === -1) cursor.fail(`has a text that is not closed; expected ${cursor.at()}`);
  cursor.position = end + 1;
  return { kind: "text", text: unescapeText(cursor.slice(start + 1, end)) };
}

function readNumber(cursor: Cursor): Node {
  const start = cursor.position;
  while (cursor.has() && /[-.\d]/.test(cursor.at())) cursor.position++;
  const text = cursor.slice(start, cursor.position);
  // Not an InvalidPathError: Jayway does not take a path before it for a question of existence.
  if (!/^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text))
    throw new JsonPathError(`filter '${cursor.text}': has no value at ${start}`);
  return { kind: "number", number: Number(text), text };
}

function readJson(cursor: Cursor, brackets: readonly [string, string]): Node {
  const start = cursor.position;
  const end = cursor.indexOfClosing(start, brackets, "'");
  if (end === -1) cursor.fail(`has a '${brackets[0]}' that is not closed at ${start}`);
  cursor.position = end + 1;
  return {
    kind: "json",
    value: parsePermissiveJson<unknown>(cursor.slice(start, end + 1), plainValues),
    literal: true,
  };
}

const plainValues = {
  number: Number,
  map: (members: [string, unknown][]): unknown => Object.fromEntries(members),
  list: (items: unknown[]): unknown => items,
  constant: (value: unknown): unknown => value,
};

function readPattern(cursor: Cursor): Node {
  const start = cursor.position;
  const end = cursor.indexOfUnescaped("/");
  if (end === -1) cursor.fail("has a pattern that is not closed; expected '/'");
  cursor.position = end + 1;
  while (cursor.has() && /[a-zA-Z]/.test(cursor.at())) cursor.position++;
  return {
    kind: "pattern",
    pattern: compilePattern(cursor.slice(start + 1, end), cursor.slice(end + 1, cursor.position)),
  };
}

function readPath(cursor: Cursor, exists: boolean): Operand {
  const begin = cursor.position++;
  while (cursor.has()) {
    if (cursor.is("[")) {
      const end = cursor.indexOfClosing(cursor.position, ["[", "]"], "'");
      if (end === -1) cursor.fail(`has a '[' that is not closed at ${cursor.position}`);
      cursor.position = end + 1;
    }
    const character = cursor.at();
    if ("<>=~! ".includes(character) || (character === ")" && !closesFunction(cursor, begin))) break;
    cursor.position++;
  }
  return { kind: "path", path: parsePath(cursor.slice(begin, cursor.position)), exists };
}

/** True for the `)` of `.name()`: nothing between the brackets. */
function closesFunction(cursor: Cursor, begin: number): boolean {
  const open = cursor.previousSignificantIndex();
  return open > begin && cursor.is("(", open) && cursor.slice(begin + 1, open).includes(".");
}
