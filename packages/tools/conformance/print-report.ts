import type { NamedCase, Row } from "./run-cases";

/** Names that are printed of a long list unless all are asked for. */
const SHOWN = 10;
const COLUMNS = ["area", "feature", "met", "of", "STANDARD only"];

/**
 * The rows as a table of plain text that a narrow terminal need not break: a line for all of each area and, below it, its
 * features, where it has several. Below the table, the names of cases that are not met.
 */
export function printReport(rows: readonly Row[], options: { readonly all: boolean }): string {
  const [area = "", , ...counts] = COLUMNS;
  const lines = [[area, ...counts], ...outline(rows)];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  return `${[...table, ...printNames(rows, options)].join("\n")}\n`;
}

function outline(rows: readonly Row[]): string[][] {
  return listAreas(rows).flatMap(([area, ofArea]) => [
    [area, ...countCases(addRows(area, ofArea))],
    ...(ofArea.length === 1 ? [] : ofArea.map((row) => [`  ${row.feature}`, ...countCases(row)])),
  ]);
}

/** The rows as a table of Markdown, with a line for all of each area; the names are left out. */
export function printMarkdown(rows: readonly Row[]): string {
  const rule = COLUMNS.map((_, column) => (column >= 2 ? "---:" : "---"));
  const lines = [COLUMNS, rule, ...tabulate(rows)];
  return `${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`;
}

function tabulate(rows: readonly Row[]): string[][] {
  return listAreas(rows).flatMap(([area, ofArea]) => {
    const lines = ofArea.map(printRow);
    return ofArea.length === 1 ? lines : [...lines, printRow(addRows(area, ofArea))];
  });
}

function listAreas(rows: readonly Row[]): (readonly [string, readonly Row[]])[] {
  return [...new Set(rows.map(({ area }) => area))].map((area) => [area, rows.filter((row) => row.area === area)]);
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
  return [row.area, row.feature, ...countCases(row)];
}

function countCases({ met, of, notExpress }: Row): string[] {
  return [met, of, notExpress.length].map(String);
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
