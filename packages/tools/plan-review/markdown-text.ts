import { escapeXml } from "../escape-xml";

/** Characters of a foreign text that are shown at most. */
const LONGEST_CODE = 160;
/** Characters before the part that differs. */
const CONTEXT = 20;

/** Characters that cannot be seen, or that turn the text around them: control, format, fillers, blanks that are none. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * Foreign text as code: GitHub takes none of it for Markdown, HTML, a mention, a reference to an issue or a link, in a
 * table or outside of one. Text that fits a code span is one, which reads well in a log; all other text is HTML whose
 * marks are character references.
 *
 * @see https://github.github.com/gfm/#code-spans documented
 */
export function writeCode(text: string, longest = LONGEST_CODE): string {
  const shown = writeLine(text, longest);
  if (shown === "") return "*empty*";
  if (/[`|]|^ | $/.test(shown)) return `<code>${writeEntities(shown)}</code>`;
  return `\`${shown}\``;
}

/** What a text was and is: of long ones the part that differs, after an ellipsis. */
export function writePair(before: string, after: string, longest = LONGEST_CODE): string {
  const shared = Math.max(0, countShared(before, after) - CONTEXT);
  const isLong = Math.max(before.length, after.length) > longest && shared > 0;
  const [old, current] = isLong ? [before, after].map((text) => `\u2026${text.slice(shared)}`) : [before, after];
  return `${writeCode(old ?? "", longest)} \u2192 ${writeCode(current ?? "", longest)}`;
}

/** Characters at the beginning of both texts; a pair of surrogates is not parted. */
function countShared(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return /[\uD800-\uDBFF]/.test(one[shared - 1 - CONTEXT] ?? "") ? shared - 1 : shared;
}

/** Text of this tool's own, with whatever Markdown would take for its own escaped. */
export function writeProse(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>&#@|~$]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Foreign text as code within HTML, where Markdown does not reach. */
export function writeHtmlCode(text: string): string {
  return `<code>${escapeXml(writeLine(text, LONGEST_CODE))}</code>`;
}

/** Every character that Markdown or HTML gives a meaning as a character reference. */
function writeEntities(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ,;=?%+(){}"'-]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** Invisible characters as `\u{202e}`, so that a text shows what it holds; tabs stay. */
export function showInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => (character === "\t" ? character : writeInvisible(character)));
}

/** A character by its number: `\u{1b}`. */
export const writeInvisible = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

const writeLine = (text: string, longest: number): string =>
  shorten(showInvisible(text.replaceAll(/\r?\n/g, "\u21b5")), longest);

/** The text, or its first characters and an ellipsis. */
export function shorten(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}\u2026`;
}

/** The first items as they are written, and how many more there are. */
export function cut<Item>(items: readonly Item[], most: number, write: (item: Item) => string): string[] {
  const more = items.length - most;
  return [...items.slice(0, most).map(write), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** A code block that its lines cannot close. */
export function writeFence(language: string, lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** A table of cells that are Markdown of one line each. */
export function writeTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, columns.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What opens when its title, Markdown of one line, is clicked. */
export function writeDetails(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
