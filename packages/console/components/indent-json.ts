/** Texts, punctuation, and what stands between them: numbers and words. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;
const INDENT = "  ";
/** Levels that are indented: a text may open a bracket at each character, and so be far longer for being indented. */
const DEEPEST = 50;

/**
 * JSON with a line for each member, and every number and text as it was written: they are evidence, which reading and
 * writing again would change. A text that is no JSON stays as it is.
 */
export function indentJson(text: string): string {
  if (!isJson(text)) return text;
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let out = "";
  const newLine = () => `\n${INDENT.repeat(Math.min(depth, DEEPEST))}`;
  tokens.forEach((token, index) => {
    const isEmpty = /^[[{]$/.test(tokens[index - 1] ?? "") && /^[\]}]$/.test(token);
    if (/^[\]}]$/.test(token)) {
      depth -= 1;
      out += isEmpty ? token : newLine() + token;
    } else if (/^[[{]$/.test(token)) {
      depth += 1;
      out += token + (/^[\]}]$/.test(tokens[index + 1] ?? "") ? "" : newLine());
    } else out += token === "," ? token + newLine() : token === ":" ? ": " : token;
  });
  return out;
}

/** A text that stands in one line, as a definition that was synthesized does, indented; one that somebody broke as it is. */
export const breakLines = (text: string): string => (text.trim().includes("\n") ? text : indentJson(text));

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
