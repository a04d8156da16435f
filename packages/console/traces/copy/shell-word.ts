/** What no shell gives a meaning to. */
const PLAIN = /^[\w/:.,@%+-]+$/;
/** What a terminal, or a shell that reads a pasted line, would act upon: all control characters but the newline. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * Returns a text as one word of a POSIX shell. It is quoted by apostrophes where it must be; one with control characters
 * other than the newline is written as `$'…'`, so that pasting it into a terminal does nothing but type it.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02 documented: 2.2.2, and 2.2.4 for `$'…'`
 */
export function quoteWord(text: string): string {
  if (PLAIN.test(text)) return text;
  return CONTROL.test(text) ? `$'${escapeControls(text)}'` : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Octal escapes have three digits, so that what follows them is no part of them. */
function escapeControls(text: string): string {
  const escaped = text.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n");
  return [...escaped].map((character) => (CONTROL.test(character) ? toOctal(character) : character)).join("");
}

function toOctal(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

/** A command with its arguments, each option on a line of its own when they are long. */
export function writeCommand(command: string, options: readonly (readonly string[])[]): string {
  const words = options.map((option) => option.map(quoteWord).join(" "));
  const line = [command, ...words].join(" ");
  return line.length <= 100 ? line : [command, ...words].join(" \\\n  ");
}
