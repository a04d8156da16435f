import { layOutList } from "./lay-out-list";
import { type Cell, layOutTable } from "./lay-out-table";
import type { Finding } from "./list-findings";
import type { Grant } from "./list-grants";
import type { PolicyFormat } from "./options";

/** What is printed. */
export interface PolicyReport {
  readonly grants: readonly Grant[];
  readonly findings: readonly Finding[];
}

type Print = (report: PolicyReport, columns: number | undefined) => string;

const HEADS = ["stack", "role", "statement", "effect", "actions", "resources or principals", "condition", "why"];

/** The report in each format; `columns` is the terminal's width in characters, undefined where there is no terminal. */
export const PRINT: Readonly<Record<PolicyFormat, Print>> = {
  table: ({ grants, findings }, columns) =>
    [
      layOut(grants.map(listCells), columns),
      `\n${countFindings(findings)}\n`,
      ...findings.map(({ message }) => `  ${message}\n`),
    ].join(""),
  markdown: ({ grants, findings }) => {
    const rows = grants.map((grant) => {
      const [stack = [], role = [], kind = [], effect = [], ...lists] = listCells(grant);
      const [actions = [], resources = [], conditions = []] = lists;
      const coded = [stack, role, [], [], actions, resources, conditions].map(writeItems);
      return [...coded.slice(0, 2), kind.join(), effect.join(), ...coded.slice(4), explainMarkdown(grant)];
    });
    const list = findings.map(({ message }) => `- ${writeCode(message)}\n`);
    const table = [HEADS, HEADS.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
    return `${table.join("\n")}\n\n${countFindings(findings)}\n${list.length > 0 ? "\n" : ""}${list.join("")}`;
  },
  json: ({ grants, findings }) => `${JSON.stringify({ statements: grants, findings }, null, 2)}\n`,
};

/** The fewest columns of a terminal in which a table can be read. */
const WIDE = 150;

function layOut(rows: readonly (readonly Cell[])[], columns: number | undefined): string {
  if (columns === undefined) return layOutTable(HEADS, rows);
  if (columns >= WIDE) return layOutTable(HEADS, thinOut(rows), columns);
  const statements = rows.map(([stack = [], role = [], kind = [], effect = [], ...lists]) => {
    const [actions = [], resources = [], conditions = [], why = []] = lists;
    const statement: Cell = [`${kind.join()} ${effect.join()}`];
    const parts = { statement, actions, on: resources, if: conditions, why };
    return { owner: `${stack.join()}: ${role.join()}`, parts: Object.entries(parts) };
  });
  return layOutList(statements, columns);
}

function listCells(grant: Grant): readonly Cell[] {
  const { stack, role, holder, kind, effect, actions, resources, principals, conditions } = grant;
  const name = holder ? `${holder} ${role}` : role;
  return [[stack], [name], [kind], [effect], actions, [...principals, ...resources], conditions, explain(grant)];
}

/** On a terminal stack and role stand in the first of their rows only. */
function thinOut(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  return rows.map((row, at) => {
    const same = [0, 1].map((column) => rows[at - 1]?.slice(0, column + 1).join() === row.slice(0, column + 1).join());
    return row.map((cell, column) => (same[column] === true ? [] : cell));
  });
}

/** The reasons, and that there is none. */
function explain({ reasons, unexplained }: Grant): Cell {
  return [...reasons.map(({ why }) => why), ...(unexplained.length > 0 ? ["no reason known"] : [])];
}

function explainMarkdown({ reasons, unexplained }: Grant): string {
  const links = reasons.map(({ why, source }) => `[${why}](${source})`);
  return [...links, ...(unexplained.length > 0 ? ["**no reason known**"] : [])].join("<br>");
}

/** Code, in which GitHub takes nothing for Markdown or for the end of a cell. */
function writeCode(text: string): string {
  if (!/[`|<>&]/.test(text)) return `\`${text}\``;
  return `<code>${text.replaceAll(/[^\p{L}\p{N} ]/gu, (mark) => `&#${mark.codePointAt(0)};`)}</code>`;
}

function writeItems(items: Cell): string {
  return items.map(writeCode).join("<br>");
}

function countFindings({ length }: readonly Finding[]): string {
  if (length === 0) return "Nothing is wider than it need be.";
  return length === 1 ? "1 finding:" : `${length} findings:`;
}
