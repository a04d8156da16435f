import { showInvisible } from "./markdown-text";

/** Characters of a label that are shown at most. */
const LONGEST_LABEL = 60;

/**
 * A label of a Mermaid flowchart that shows `text` and nothing else: in quotes, with every character that Mermaid,
 * Markdown or HTML could take for its own as an entity code. Letters, digits and single spaces stay; the letters that
 * stand in for entities within Mermaid itself do not.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters documented
 */
export function quoteLabel(text: string): string {
  const characters = [...showInvisible(text.replaceAll(/\s+/g, " ").trim())];
  const cut = characters.length > LONGEST_LABEL ? [...characters.slice(0, LONGEST_LABEL - 1), "\u2026"] : characters;
  const escaped = cut.map((character) =>
    /[\p{L}\p{N} ]/u.test(character) && !/[\uFB02\u00DF]/.test(character) ? character : `#${character.codePointAt(0)};`,
  );
  return `"${escaped.join("") || "#8709;"}"`;
}
