import { Cursor } from "./cursor";
import { parseTokens } from "./parse-path";
import type { Argument } from "./tokens";

/**
 * The arguments of the function whose `(` is at the cursor. The cursor ends on the `)` of an empty list, after the `)`
 * of any other: Jayway's ways, which make `$.a.length().b` a path that selects nothing. An argument that is neither a
 * path nor starts as JSON (a word, a text in single quotes) is passed over.
 */
export function parseArguments(cursor: Cursor, name: string): Argument[] {
  const unclosed = `has a function '${name}' whose arguments are not closed; expected ')'`;
  const end = findEnd(cursor);
  if (end === -1) cursor.fail(unclosed);
  cursor.position++;
  if (cursor.is(")")) return [];
  const list: Argument[] = [];
  for (const text of splitArguments(cursor, unclosed)) {
    const start = text.search(/[{0-9"\-$@]/);
    if (start === -1) continue;
    const isPath = text[start] === "$" || text[start] === "@";
    list.push(
      isPath ? { path: parseTokens(new Cursor(text.slice(start).trimEnd())) } : { json: text.slice(start).trim() },
    );
  }
  return list;
}

function findEnd(cursor: Cursor): number {
  let depth = 0;
  for (let index = cursor.position; cursor.has(index); index++) {
    if (cursor.is("(", index)) depth++;
    if (cursor.is(")", index) && --depth === 0) return index;
  }
  return -1;
}

/** The texts between the commas outside of brackets and strings; the cursor ends after the closing parenthesis. */
function splitArguments(cursor: Cursor, unclosed: string): string[] {
  const texts: string[] = [];
  let start = cursor.position;
  let depth = 0;
  while (cursor.has()) {
    const character = cursor.at();
    if (character === '"') cursor.position = Math.max(cursor.position, cursor.indexOfUnescaped('"'));
    else if (character === "," && depth === 0) {
      texts.push(cursor.slice(start, cursor.position));
      start = cursor.position + 1;
    } else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && depth-- === 0) {
      texts.push(cursor.slice(start, cursor.position++));
      return texts;
    }
    cursor.position++;
  }
  return cursor.fail(unclosed);
}
