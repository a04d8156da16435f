import { jsonLanguage } from "@codemirror/lang-json";
import type { EditorProblem } from "./editor";
import { isJson } from "./indent-json";

/** Characters of the rest that a problem shows. */
const SHOWN = 20;

/** Where a text ceases to be JSON; none for JSON and for a text without anything. */
export function findJsonProblem(text: string): EditorProblem | undefined {
  if (text.trim() === "" || isJson(text)) return undefined;
  const at = findError(text);
  const before = text.slice(0, at).split("\n");
  const rest = text.slice(at).split("\n", 1)[0] ?? "";
  const got = rest === "" ? "the end of the line" : `'${rest.slice(0, SHOWN)}'`;
  const line = before.length;
  const column = (before.at(-1) ?? "").length + 1;
  return { message: `line ${line}, column ${column}: is no JSON, got ${got}`, line, column };
}

/** Where the first thing stands that the grammar does not know; the end where only JavaScript's reader refuses the text. */
function findError(text: string): number {
  let found: number | undefined;
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (type.isError) found ??= from;
    },
  });
  return found ?? text.length;
}
