/** One line of a comparison: in both texts, only in the one before, or only in the one after. */
export interface ComparedLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Steps that a comparison may take; beyond them all lines count as different. */
const MOST_STEPS = 4_000_000;

/** The lines of both texts in an order that keeps the most lines that they share. */
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
  if (before.length * after.length > MOST_STEPS) return [...mark("-", before), ...mark("+", after)];
  const longest = measure(before, after);
  const lines: ComparedLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    const removed = longest[row + 1]?.[column] ?? 0;
    const added = longest[row]?.[column + 1] ?? 0;
    if (before[row] === after[column]) {
      lines.push({ sign: " ", text: before[row++] ?? "" });
      column += 1;
    } else if (removed >= added) lines.push({ sign: "-", text: before[row++] ?? "" });
    else lines.push({ sign: "+", text: after[column++] ?? "" });
  }
  return [...lines, ...mark("-", before.slice(row)), ...mark("+", after.slice(column))];
}

/** The lengths of the longest common subsequences of what follows each pair of positions. */
function measure(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--) {
      const [current, below] = [lengths[row], lengths[row + 1]];
      if (!current || !below) continue;
      current[column] =
        before[row] === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, current[column + 1] ?? 0);
    }
  return lengths;
}

function mark(sign: ComparedLine["sign"], lines: readonly string[]): ComparedLine[] {
  return lines.map((text) => ({ sign, text }));
}
