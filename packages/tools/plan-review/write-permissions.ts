import type { StatementChange } from "./compare-permissions";
import { writeCode, writeTable } from "./markdown-text";
import type { Policy } from "./policy-sources";
import type { ReviewedPlan } from "./review";
import type { Section } from "./section";
import { writeLabel } from "./write-names";

/** Rows, and items of a cell, that are shown at most. */
const MOST_ROWS = 100;
const MOST_ITEMS = 20;

/** The statements that are gained and lost, a row each; none where there are none. */
export function writePermissions({ permissions }: ReviewedPlan): Section[] {
  const rows = permissions.flatMap(({ statements, opaque }) => [
    ...statements.map(writeStatement),
    ...opaque.map(writeOpaque),
  ]);
  if (rows.length === 0) return [];
  const more = rows.length > MOST_ROWS ? `\n\nand ${rows.length - MOST_ROWS} more` : "";
  const columns = ["", "who", "effect", "actions", "resources", "condition"];
  return [{ name: "Statements", markdown: `${writeTable(columns, rows.slice(0, MOST_ROWS))}${more}` }];
}

function writeStatement({ direction, statement, policy }: StatementChange): string[] {
  const { effect, actions, resources, principals, conditions } = statement;
  return [
    direction,
    writeWho(policy, principals),
    effect,
    writeList(actions),
    policy.kind === "trust" ? "" : writeList(resources),
    writeList(conditions),
  ];
}

function writeOpaque(policy: Policy): string[] {
  const { change, after, before } = policy;
  const what = after.opaque ?? before.opaque ?? "";
  const words: Partial<Record<string, string>> = { create: "gained", destroy: "lost" };
  return [words[change.action] ?? "changes", writeWho(policy, []), "", what, "", ""];
}

/** Who may do it: the role, whoever may assume it, or whoever may use the resource. */
function writeWho({ kind, who }: Policy, principals: readonly string[]): string {
  const label = writeLabel(who);
  if (kind === "identity") return label;
  const word = kind === "trust" ? "may assume" : "may use";
  return principals.length === 0 ? `trust of ${label}` : `${writeList(principals)} ${word} ${label}`;
}

function writeList(items: readonly string[]): string {
  const shown = items.slice(0, MOST_ITEMS).map((item) => writeCode(item));
  return [...shown, ...(items.length > MOST_ITEMS ? [`and ${items.length - MOST_ITEMS} more`] : [])].join("<br>");
}
