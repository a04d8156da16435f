/** Stand for any text and for any character in a pattern. */
export const ANY_TEXT = Symbol("*");
export const ANY_CHARACTER = Symbol("?");

/** A part of a pattern: a character, or a wildcard. */
export type PatternToken = string | typeof ANY_TEXT | typeof ANY_CHARACTER;

/** By the characters that write them. */
export const WILDCARDS: ReadonlyMap<string, PatternToken> = new Map<string, PatternToken>([
  ["*", ANY_TEXT],
  ["?", ANY_CHARACTER],
]);

/** Returns the tokens of a pattern in which nothing but `*` and `?` is no character of its own. */
export const readTokens = (pattern: string): readonly PatternToken[] =>
  pattern.split("").map((character) => WILDCARDS.get(character) ?? character);

/**
 * True if the tokens match the whole text, from left to right; a failure goes back to the last ANY_TEXT only, so the time
 * is bounded by both lengths' product.
 */
export function matchTokens(text: string, tokens: readonly PatternToken[]): boolean {
  let position = 0;
  let token = 0;
  let star = -1;
  let retryAt = 0;
  while (position < text.length) {
    if (tokens[token] === ANY_TEXT) {
      star = token++;
      retryAt = position;
    } else if (tokens[token] === ANY_CHARACTER || tokens[token] === text[position]) {
      token++;
      position++;
    } else if (star >= 0) {
      token = star + 1;
      position = ++retryAt;
    } else return false;
  }
  while (tokens[token] === ANY_TEXT) token++;
  return token === tokens.length;
}
