/**
 * True if the pattern matches the whole text: `*` stands for any characters, `\*` and `\\` for the character itself. It
 * takes time in proportion to the product of the two lengths at most.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function matchWildcards(text: string, pattern: string): boolean {
  const pieces = splitPattern(pattern);
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}

/** The literal pieces between the wildcards. */
function splitPattern(pattern: string): string[] {
  const pieces = [""];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? "";
    const escaped = character === "\\" && (pattern[index + 1] === "*" || pattern[index + 1] === "\\");
    if (character === "*") pieces.push("");
    else pieces[pieces.length - 1] += escaped ? (pattern[++index] ?? "") : character;
  }
  return pieces;
}
