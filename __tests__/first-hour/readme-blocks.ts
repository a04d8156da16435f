import { readFileSync } from "node:fs";

/** The blocks of code below a heading of level two, in their order, each with its language. */
export function readBlocks(page: string, heading: string): readonly (readonly [string, string])[] {
  const [, section] = readFileSync(page, "utf8").split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`${page}: heading is missing, got none '${heading}'; write the section`);
  const [own = ""] = section.split(/\n## /);
  return [...own.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = "", text = ""]) => [language, text]);
}

/** The first block of a language below a heading. */
export function requireBlock(page: string, heading: string, language: string): string {
  const found = readBlocks(page, heading).find(([of]) => of === language);
  if (found === undefined) throw new Error(`${page}: '${heading}' has no block of ${language}; write one`);
  return found[1];
}
