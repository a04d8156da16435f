import { describeRouteOptions, describeSettings, describeStackOptions } from "../stacks/describe-options";

/** A table of a page which is made from the code. */
export interface DocumentedTable {
  readonly page: string;
  /** What stands before and after it: `<!-- name -->` and `<!-- /name -->`. */
  readonly name: string;
  readonly write: () => string;
}

export const TABLES: readonly DocumentedTable[] = [
  { page: "docs/routes.md", name: "route-options", write: describeRouteOptions },
  { page: "docs/settings.md", name: "stack-options", write: describeStackOptions },
  { page: "docs/settings.md", name: "settings", write: describeSettings },
];

/** The page's text with the table between its two comments. Throws an Error where they are missing. */
export function insertTable(text: string, { page, name, write }: DocumentedTable): string {
  const [before, , after] = text.split(new RegExp(`(?<=<!-- ${name} -->\\n)([^]*?)(?=<!-- /${name} -->)`));
  if (before === undefined || after === undefined) {
    throw new Error(
      `${page}: has no place for a table, got none of '<!-- ${name} -->' and '<!-- /${name} -->'; add them`,
    );
  }
  return `${before}\n${write()}\n\n${after}`;
}
