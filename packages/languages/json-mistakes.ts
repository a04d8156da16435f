import { parse, type ParseError, ParseErrorCode, visit } from "jsonc-parser";

/** What is wrong, by the parser's word for it. */
const MISTAKES: Readonly<Partial<Record<ParseErrorCode, string>>> = {
  [ParseErrorCode.InvalidSymbol]: "expected a value",
  [ParseErrorCode.InvalidNumberFormat]: "expected a number",
  [ParseErrorCode.PropertyNameExpected]: "expected a name in double quotes",
  [ParseErrorCode.ValueExpected]: "expected a value",
  [ParseErrorCode.ColonExpected]: "expected ':'",
  [ParseErrorCode.CommaExpected]: "expected ','",
  [ParseErrorCode.CloseBraceExpected]: "expected '}'",
  [ParseErrorCode.CloseBracketExpected]: "expected ']'",
  [ParseErrorCode.EndOfFileExpected]: "expected nothing more",
  [ParseErrorCode.InvalidCommentToken]: "JSON has no comments",
  [ParseErrorCode.UnexpectedEndOfComment]: "JSON has no comments",
  [ParseErrorCode.UnexpectedEndOfString]: "expected '\"' at the text's end, on the same line",
  [ParseErrorCode.UnexpectedEndOfNumber]: "expected a digit",
  [ParseErrorCode.InvalidUnicode]: "expected four hexadecimal digits after '\\u'",
  [ParseErrorCode.InvalidEscapeCharacter]: 'expected one of " \\ / b f n r t u after a backslash in the text',
  [ParseErrorCode.InvalidCharacter]: "a control character is written as an escape",
};

/** How a file begins that Windows wrote, and what it is then. @see https://www.rfc-editor.org/rfc/rfc8259#section-8.1 JSON is UTF-8 without a mark */
const ENCODINGS: Readonly<Record<string, string>> = {
  "\ufeff": "a byte order mark; save the file as UTF-8 without one",
  // A byte order mark of UTF-16, read as UTF-8.
  "\ufffd\ufffd": "UTF-16; save the file as UTF-8 without a byte order mark",
};

/** How much of a line is shown, so that it fits a narrow terminal. */
const WIDTH = 56;

/** A name's place, its line and column counted from 0. */
interface PlacedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** Tells where a name stands again in its object; the text is JSON, and one does. */
export function describeRepetition(file: string, text: string, remedy: string): string {
  const repeated = unlessTooDeep(() => requireRepeatedName(text));
  if (repeated === undefined)
    return `${file}: expected each name once in an object, got one again in a text that nests too deep to tell which; ${remedy}`;
  const { line, column, name } = repeated;
  const wrong = `expected each name once in an object, got '${printable(name)}' again; ${remedy}`;
  return [`${file}:${line + 1}:${column + 1}: ${wrong}`, ...showLine(text, line + 1, column)].join("\n");
}

function requireRepeatedName(text: string): PlacedName {
  const objects: Set<string>[] = [];
  let repeated: PlacedName | undefined;
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (name, _offset, _length, line, column) => {
      const names = objects.at(-1);
      if (names?.has(name)) repeated ??= { name, line, column };
      names?.add(name);
    },
  });
  if (repeated === undefined) throw new Error("a text of JSON: no name stands twice in an object");
  return repeated;
}

/** What JSON does not allow, and where. */
export interface JsonMistake {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `<what is wrong>, got <value>; <what to do>` */
  readonly message: string;
}

/** Tells what JSON does not allow, and where; JSON.parse has refused the text. */
export function describeMistake(file: string, text: string): string {
  const { line, column, message } = findMistake(text);
  return [`${file}:${line}:${column}: ${message}`, ...showLine(text, line, column - 1)].join("\n");
}

/** Finds what JSON does not allow; JSON.parse has refused the text. */
export function findMistake(text: string): JsonMistake {
  const [, encoding] = Object.entries(ENCODINGS).find(([start]) => text.startsWith(start)) ?? [];
  if (encoding !== undefined) return { line: 1, column: 1, message: `expected a value, got ${encoding}` };
  const mistakes: ParseError[] = [];
  const options = { disallowComments: true, allowTrailingComma: false };
  const isRead = unlessTooDeep(() => [parse(text, mistakes, options)]) !== undefined;
  if (!isRead) return { line: 1, column: 1, message: "expected JSON, got a text that nests too deep; correct it" };
  // What JSON.parse alone refuses has no place of its own: a blank that JSON does not know.
  const { offset, length, error } = mistakes[0] ?? { offset: 0, length: 1, error: ParseErrorCode.ValueExpected };
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  const column = (before.at(-1)?.length ?? 0) + 1;
  const found = text.slice(offset, offset + Math.min(length, 20)).split(/[\r\n]/)[0];
  const got = offset >= text.trimEnd().length ? "the end" : `'${printable(found ?? "")}'`;
  const wrong = MISTAKES[error] ?? "expected JSON";
  return { line: before.length, column, message: `${wrong}, got ${got}; correct it` };
}

/** The line with a caret below the column, cut to what a narrow terminal shows. */
function showLine(text: string, number: number, column: number): readonly string[] {
  const line = text.split(/\r\n|\n|\r/)[number - 1] ?? "";
  if (line.trim() === "") return [];
  const start = Math.max(0, column - WIDTH / 2);
  const shown = printable(line.slice(start, start + WIDTH));
  return [`  ${shown}`, `  ${" ".repeat(column - start)}^`];
}

/** Control characters would act on the terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, " ");

/** What `read` returns, undefined where the text nests so deep that the parser, which calls itself, has no room left. */
function unlessTooDeep<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
