import { parseReference } from "./parse-reference";
import { parseText } from "./parse-text";
import type { Scanner } from "./scanner";
import type { Expression } from "./syntax";
import { createInteger } from "./values";

/** The operators from weakest to strongest: each level's symbols and words, longer ones first. */
const levels: readonly (readonly [pattern: RegExp, names: Readonly<Record<string, string>>])[] = [
  [/\|\||or(?![\w@])/y, { "||": "or", or: "or" }],
  [/&&|and(?![\w@])/y, { "&&": "and", and: "and" }],
  [/==|!=|(?:eq|ne)(?![\w@])/y, { "==": "==", eq: "==", "!=": "!=", ne: "!=" }],
  [
    /[<>]=?|(?:lt|gt|le|ge)(?![\w@])/y,
    { "<": "<", lt: "<", ">": ">", gt: ">", "<=": "<=", le: "<=", ">=": ">=", ge: ">=" },
  ],
  // a minus before a digit belongs to a number, which cannot stand here: `5-7` is an error
  [/\+|-(?!\.?\d)/y, { "+": "+", "-": "-" }],
  [/[*/%]/y, { "*": "*", "/": "/", "%": "%" }],
];

/** Parses what may stand on the right of `#set` and in `#if`. */
export function parseExpression(scanner: Scanner, level = 0): Expression {
  const [pattern, names] = levels[level] ?? [];
  if (pattern === undefined || names === undefined) return parseUnary(scanner);
  scanner.skipBlanks();
  const start = scanner.at;
  let left = parseExpression(scanner, level + 1);
  for (;;) {
    const leftEnd = scanner.at;
    scanner.skipBlanks();
    const at = scanner.at;
    const operator = scanner.match(pattern)?.[0];
    if (operator === undefined) return left;
    const rightStart = scanner.at;
    const right = parseExpression(scanner, level + 1);
    scanner.skipBlanks();
    const written = scanner.text.slice(rightStart, scanner.at);
    const source = [readSource(left, scanner.text.slice(start, leftEnd)), readSource(right, written)] as const;
    left = { kind: "binary", operator: names[operator] ?? operator, left, right, source, written, at };
  }
}

/** What stands for an operand that has no value: of a calculation its last operand, blanks included. *Recorded* from Velocity 1.7 */
function readSource(operand: Expression, text: string): string {
  return operand.kind === "binary" || operand.kind === "group" ? operand.written : text.trim();
}

function parseUnary(scanner: Scanner): Expression {
  return scanner.nest((): Expression => {
    scanner.skipBlanks();
    if (scanner.match(/!(?!=)|not(?![\w@])/y) !== undefined) return { kind: "not", operand: parseUnary(scanner) };
    if (!scanner.take("(")) return parseOperand(scanner) ?? scanner.expected("a value");
    const start = scanner.at;
    const inner = parseExpression(scanner);
    scanner.skipBlanks();
    const written = scanner.text.slice(start, scanner.at);
    if (!scanner.take(")")) scanner.expected("')'");
    return { kind: "group", inner, written };
  });
}

/** Parses an argument of a method or an item of a list: a value without operators. */
export function parseParameter(scanner: Scanner): Expression {
  scanner.skipBlanks();
  const parameter = scanner.nest(() => parseOperand(scanner)) ?? scanner.expected("a value");
  scanner.skipBlanks();
  return parameter;
}

/** Parses a value if one starts here. */
export function parseOperand(scanner: Scanner): Expression | undefined {
  const start = scanner.next;
  if (start === '"' || start === "'") return parseText(scanner);
  if (start === "$" || start === "\\") return parseReference(scanner)?.reference;
  if (start === "[") return parseList(scanner);
  if (start === "{") return parseMap(scanner);
  const word = scanner.match(/(?:true|false)(?![\w@])/y);
  return word === undefined ? parseNumber(scanner) : { kind: "literal", value: word[0] === "true" };
}

function parseNumber(scanner: Scanner): Expression | undefined {
  // `1..3` is a range: its first dot is no decimal point
  const double = scanner.match(/-?(?:\d+\.(?!\.)\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)/y);
  if (double !== undefined) return { kind: "double", value: Number(double[0]) };
  const integer = scanner.match(/-?\d+/y);
  if (integer === undefined) return undefined;
  if (integer[0].length > 1000) scanner.fail(`number has ${integer[0].length} digits; write a smaller one`);
  return { kind: "literal", value: createInteger(BigInt(integer[0])) };
}

/** Parses `[1, $a]` or `[1..$n]`. */
function parseList(scanner: Scanner): Expression {
  const at = scanner.at++;
  if (scanner.take("]")) return { kind: "list", items: [] };
  const first = parseParameter(scanner);
  if (scanner.sees(/\.\./y)) {
    const to = parseRangeEnd(scanner, first);
    return { kind: "range", from: first, to, at };
  }
  const items = [first];
  while (scanner.take(",")) items.push(parseParameter(scanner));
  if (!scanner.take("]")) scanner.expected("',' or ']'");
  return { kind: "list", items };
}

function parseRangeEnd(scanner: Scanner, from: Expression): Expression {
  if (!isRangeBound(from)) scanner.expected("',' or ']'");
  scanner.take("..");
  const to = parseParameter(scanner);
  if (!isRangeBound(to) || !scanner.take("]")) scanner.expected("an integer or a reference, then ']'");
  return to;
}

function isRangeBound(bound: Expression): boolean {
  return (
    bound.kind === "reference" ||
    (bound.kind === "literal" && typeof bound.value !== "string" && typeof bound.value !== "boolean")
  );
}

/** Parses `{"a": 1, "b": $c}`. */
function parseMap(scanner: Scanner): Expression {
  const at = scanner.at++;
  const members: [Expression, Expression][] = [];
  scanner.skipBlanks();
  if (scanner.take("}")) return { kind: "map", members, at };
  do {
    const name = parseParameter(scanner);
    if (!scanner.take(":")) scanner.expected("':'");
    members.push([name, parseParameter(scanner)]);
  } while (scanner.take(","));
  if (!scanner.take("}")) scanner.expected("',' or '}'");
  return { kind: "map", members, at };
}
