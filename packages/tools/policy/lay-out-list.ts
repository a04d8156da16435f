import { breakText, type Cell } from "./lay-out-table";

/** A statement: whose it is, in one line, and its parts by their labels. */
export interface ListedStatement {
  readonly owner: string;
  readonly parts: readonly (readonly [string, Cell])[];
}

/** The statements below each other, for a terminal of so many `columns` that a table of theirs could not be read. */
export function layOutList(statements: readonly ListedStatement[], columns: number): string {
  const labels = statements.flatMap(({ parts }) => parts.map(([label]) => label.length));
  const width = Math.max(0, ...labels) + 2;
  const indent = "  ";
  const texts = statements.map(({ owner, parts }, at) => {
    const isSame = statements[at - 1]?.owner === owner;
    const lines = parts.flatMap(([label, cell]) =>
      cell
        .flatMap((item) => breakText(item, Math.max(1, columns - indent.length - width)))
        .map((line, index) => `${indent}${(index === 0 ? label : "").padEnd(width)}${line}`),
    );
    return [...(isSame ? [] : breakText(owner, columns)), ...lines].join("\n");
  });
  return `${texts.join("\n\n")}\n`;
}
