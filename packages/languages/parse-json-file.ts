import { parse, type ParseError, ParseErrorCode, visit } from "jsonc-parser";
import type { Json } from "./json";

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
/** How much of a line is shown, so that it fits a narrow terminal. */
const WIDTH = 56;

/**
 * The value of a JSON file; `file` is how an error names it. A name that stands twice in an object is an error: JSON
 * would keep the last one without a word; `remedy` is what to do then.
 *
 * @throws Error with the place, the line and a caret below it, never with the whole text.
 */
export function parseJsonFile(file: string, text: string, remedy = "remove one of the two"): Json {
  const value = parseOrRefuse(file, text);
  const repeated = findRepeatedName(text);
  if (repeated === undefined) return value;
  const { line, column, name } = repeated;
  const wrong = `expected each name once in an object, got '${printable(name)}' again; ${remedy}`;
  throw new Error([`${file}:${line + 1}:${column + 1}: ${wrong}`, ...showLine(text, line + 1, column)].join("\n"));
}

function parseOrRefuse(file: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Error(describeMistake(file, text));
  }
}

/** A name's place, its line and column counted from 0. */
interface PlacedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

function findRepeatedName(text: string): PlacedName | undefined {
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
  return repeated;
}

function describeMistake(file: string, text: string): string {
  const mistakes: ParseError[] = [];
  parse(text, mistakes, { disallowComments: true, allowTrailingComma: false });
  // What JSON.parse alone refuses has no place of its own: a byte order mark, a blank that JSON does not know.
  const { offset, length, error } = mistakes[0] ?? { offset: 0, length: 1, error: ParseErrorCode.ValueExpected };
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  const column = before.at(-1)?.length ?? 0;
  const found = text.slice(offset, offset + Math.min(length, 20)).split(/[\r\n]/)[0];
  const got = offset >= text.trimEnd().length ? "the end" : `'${printable(found ?? "")}'`;
  const wrong = MISTAKES[error] ?? "expected JSON";
  return [
    `${file}:${before.length}:${column + 1}: ${wrong}, got ${got}; correct it`,
    ...showLine(text, before.length, column),
  ].join("\n");
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
