import { matchLines } from "./match-lines";

/** One line of a comparison: in both texts, only in the one before, or only in the one after. */
export interface ComparedLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** The lines of both texts in an order that keeps the most lines that they share; what goes stands before what comes. */
export function compareLines(before: readonly string[], after: readonly string[]): ComparedLine[] {
  const start = countShared(before, after);
  const end = countShared(before.slice(start).reverse(), after.slice(start).reverse());
  const middle = compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...mark(" ", before.slice(0, start)), ...middle, ...mark(" ", before.slice(before.length - end))];
}

function countShared(before: readonly string[], after: readonly string[]): number {
  const shortest = Math.min(before.length, after.length);
  let shared = 0;
  while (shared < shortest && before[shared] === after[shared]) shared += 1;
  return shared;
}

function compareMiddle(before: readonly string[], after: readonly string[]): ComparedLine[] {
  const lines: ComparedLine[] = [];
  let [row, column] = [0, 0];
  for (const [old, current] of [...matchLines(before, after), [before.length, after.length] as const]) {
    lines.push(...mark("-", before.slice(row, old)), ...mark("+", after.slice(column, current)));
    lines.push(...mark(" ", before.slice(old, old + 1)));
    [row, column] = [old + 1, current + 1];
  }
  return lines;
}

function mark(sign: ComparedLine["sign"], lines: readonly string[]): ComparedLine[] {
  return lines.map((text) => ({ sign, text }));
}
