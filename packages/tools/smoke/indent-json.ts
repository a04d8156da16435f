import { findJson } from "@sfn-websocket/languages/json";

/** Texts, brackets, commas and colons, and the rest: numbers, `true`, `false`, `null`. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const INDENT = "  ";

/** Breaks and indents a JSON text, and leaves its texts and numbers as they are written; another text stays as it is. */
export function indentJson(text: string): string {
  if (findJson(text) === undefined) return text;
  const tokens = text.match(TOKENS) ?? [];
  let depth = 0;
  let indented = "";
  tokens.forEach((token, index) => {
    const isEmpty = /^[{[]$/.test(tokens[index - 1] ?? "");
    if (/^[}\]]$/.test(token)) indented += isEmpty ? token : breakLine((depth -= 1)) + token;
    else indented += (isEmpty ? breakLine((depth += 1)) : "") + writeToken(token, depth);
  });
  return indented;
}

function writeToken(token: string, depth: number): string {
  if (token === ",") return `,${breakLine(depth)}`;
  return token === ":" ? ": " : token;
}

const breakLine = (depth: number): string => `\n${INDENT.repeat(depth)}`;
