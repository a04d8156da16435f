import type { TraceText } from "./trace";

/** Characters of a text that a trace shows. */
const LONGEST = 256 * 1024;
/** Characters of an excerpt, and of what failed. */
const SHORT = 200;

/** Cuts a long text at its end. */
export function cutText(text: string): TraceText {
  return { text: cutAt(text, LONGEST), length: text.length };
}

/** One line of a text, for a list. */
export function cutLine(text: string): string {
  // What comes behind cannot be shown, however long it is.
  const line = text
    .slice(0, 4 * SHORT)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > SHORT ? `${cutAt(line, SHORT - 1)}…` : line;
}

/** Never between the two halves of one character. */
function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
