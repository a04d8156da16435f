/** The text without what Java's `trim` drops at both ends: all up to the blank. */
export function trimJava(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** The text without the characters of `open` at its start and of `close` at its end. */
export function trimCharacters(text: string, open: string, close: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && open.includes(text.charAt(start))) start++;
  while (end > start && close.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
