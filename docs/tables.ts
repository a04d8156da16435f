import { INVOCATIONS } from "@sfn-websocket/run/invocation";
import { describeRouteOptions, describeSettings, describeStackOptions, writeTable } from "../stacks/describe-options";
import { listLoads, listQuotas } from "@sfn-websocket/tools/simulate/scale-table";
import { describeConsoleCalls } from "./describe-console-calls";
import { describeDifferences } from "./upgrade-differences";

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
  { page: "docs/console.md", name: "console-calls", write: describeConsoleCalls },
  { page: "docs/package.md", name: "package-commands", write: describeCommands },
  { page: "docs/scale.md", name: "quotas", write: () => writeTable(listQuotas()) },
  { page: "docs/scale.md", name: "loads", write: () => writeTable(listLoads()) },
  { page: "docs/upgrade.md", name: "differences", write: describeDifferences },
];

/** A drawing of a page, made of a workflow. */
export const DRAWINGS = [{ file: "docs/place-order.svg", workflow: "workflows/place-order.asl.json" }] as const;

/** The commands of the package as a Markdown table, each beside the script that runs the same here. */
function describeCommands(): string {
  const rows = Object.entries(INVOCATIONS).map(([name, { script, about }]) => [
    `\`npx sfn-websocket ${name}\``,
    `\`npm ${script === "start" ? script : `run ${script}`}\``,
    about,
  ]);
  return writeTable([["command", "here", "what it does"], ...rows]);
}

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
