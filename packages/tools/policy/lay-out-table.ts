/** A cell: its items, each on lines of its own where the table has a width. */
export type Cell = readonly string[];

/** The narrowest that a column gets, in characters, and up to where one is left as it is. */
const NARROWEST = 6;
const SHORT = 10;
const GAP = "  ";

/**
 * The table as text. In `columns` characters, its cells are broken to lines; without, each row is one line, which is the
 * same wherever it is read.
 */
export function layOutTable(heads: readonly string[], rows: readonly (readonly Cell[])[], columns?: number): string {
  const cells = [heads.map((head): Cell => [head]), ...rows];
  if (columns === undefined) return joinRows(cells.map((row) => row.map((items) => [items.join(", ")])));
  const widths = fitWidths(measure(cells), columns - GAP.length * (heads.length - 1));
  return joinRows(
    cells.map((row) => row.map((items, at) => items.flatMap((item) => breakText(item, widths[at] ?? 0)))),
  );
}

/** Rows of lines, padded to their columns; rows of more than one line stand apart. */
function joinRows(rows: readonly (readonly Cell[])[]): string {
  const widths = measure(rows);
  const isTall = rows.some((row) => row.some((lines) => lines.length > 1));
  const texts = rows.map((row) => {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      row
        .map((lines, at) => (lines[line] ?? "").padEnd(widths[at] ?? 0))
        .join(GAP)
        .trimEnd(),
    ).join("\n");
  });
  return `${texts.join(isTall ? "\n\n" : "\n")}\n`;
}

/** The longest item of each column. */
function measure(rows: readonly (readonly Cell[])[]): readonly number[] {
  const [first = []] = rows;
  return first.map((_, at) => Math.max(...rows.flatMap((row) => (row[at] ?? []).map((item) => item.length)), 0));
}

/** Takes from the widest column until all fit, or all are as narrow as they get; those of short words stay. */
function fitWidths(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  for (let over = sum(widths) - available; over > 0; over -= 1) {
    const long = widths.map((width, at) => ((natural[at] ?? 0) > SHORT ? width : 0));
    const widest = long.indexOf(Math.max(...long));
    if ((long[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The text in lines: broken after a space or a mark of names, before a capital, or else where a line ends. */
export function breakText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.split(/(?<=[ :/_.,-])|(?<=[a-z])(?=[A-Z])/)) {
    if (line !== "" && (line + part.trimEnd()).length > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
    for (; line.trimEnd().length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return line.trimEnd() === "" && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
