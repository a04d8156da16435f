import type { NamedCase, Row } from "./run-cases";

/** Names that are printed of a long list unless all are asked for. */
const SHOWN = 10;
const COLUMNS = ["area", "feature", "met", "of", "STANDARD only"];

/** The rows as a table of plain text, a line for all of each area, and below it the names of cases that are not met. */
export function printReport(rows: readonly Row[], options: { readonly all: boolean }): string {
  const lines = [COLUMNS, ...tabulate(rows)];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => pad(cell, column, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[...table, ...printNames(rows, options)].join("\n")}\n`;
}

/** The rows as a table of Markdown, with a line for all of each area; the names are left out. */
export function printMarkdown(rows: readonly Row[]): string {
  const rule = COLUMNS.map((_, column) => (isNumber(column) ? "---:" : "---"));
  const lines = [COLUMNS, rule, ...tabulate(rows)];
  return `${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`;
}

function tabulate(rows: readonly Row[]): string[][] {
  const areas = [...new Set(rows.map(({ area }) => area))];
  return areas.flatMap((area) => {
    const ofArea = rows.filter((row) => row.area === area);
    const lines = ofArea.map(printRow);
    return ofArea.length === 1 ? lines : [...lines, printRow(addRows(area, ofArea))];
  });
}

function addRows(area: string, rows: readonly Row[]): Row {
  return {
    area,
    feature: "all",
    of: rows.reduce((total, { of }) => total + of, 0),
    met: rows.reduce((total, { met }) => total + met, 0),
    unmet: rows.flatMap(({ unmet }) => unmet),
    notExpress: rows.flatMap(({ notExpress }) => notExpress),
    incomplete: rows.flatMap(({ incomplete }) => incomplete),
  };
}

function printRow(row: Row): string[] {
  return [row.area, row.feature, String(row.met), String(row.of), String(row.notExpress.length)];
}

function isNumber(column: number): boolean {
  return column >= 2;
}

function pad(cell: string, column: number, width: number): string {
  return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
}

function printNames(rows: readonly Row[], { all }: { readonly all: boolean }): string[] {
  const unmet = rows.flatMap((row) => row.unmet);
  const notExpress = rows.flatMap((row) => row.notExpress);
  const incomplete = rows.flatMap((row) => row.incomplete);
  return [
    ...printList("not met", unmet, all),
    ...printList("not met, for their recording is incomplete or contradicted", incomplete, all),
    ...(all ? printList("an EXPRESS workflow cannot run", notExpress, all) : []),
  ];
}

function printList(title: string, cases: readonly NamedCase[], all: boolean): string[] {
  if (cases.length === 0) return [];
  const shown = all
    ? cases.map(({ id, reason }) => `  ${id}: ${reason}`)
    : cases.slice(0, SHOWN).map(({ id }) => `  ${id}`);
  const rest = cases.length - shown.length;
  const hint = rest > 0 ? [`  and ${rest} more; --all prints them, and what came instead`] : [];
  return ["", `${title}: ${cases.length}`, ...shown, ...hint];
}
