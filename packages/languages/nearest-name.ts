/**
 * The name among `known` with the fewest edits from `name`, or undefined where all differ in more than a third of their
 * letters. One that `name` begins, as `STAGE` does `STAGE_NAME`, is one edit away, however long it is.
 */
export function findNearestName(name: string, known: Iterable<string>): string | undefined {
  const ranked = [...known]
    .filter((candidate) => isAboutAsLong(name, candidate) || isBegun(name, candidate))
    .map((candidate) => ({ candidate, edits: isBegun(name, candidate) ? 1 : countEdits(...lower(name, candidate)) }))
    .filter(({ candidate, edits }) => edits <= countAllowed(Math.max(name.length, candidate.length)))
    .sort((a, b) => a.edits - b.edits || a.candidate.length - b.candidate.length);
  return ranked[0]?.candidate;
}

/** A longer name is no misspelling: counting its edits takes the product of both lengths. */
const LONGEST = 500;

/** Whether the difference of the lengths, which no edits make up for, leaves a name near the other. */
function isAboutAsLong({ length }: string, other: string): boolean {
  const longer = Math.max(length, other.length);
  return longer <= LONGEST && Math.abs(length - other.length) <= countAllowed(longer);
}

/** One letter for another one is no misspelling where there is but one. */
const countAllowed = (length: number): number => (length < 2 ? 0 : Math.max(1, Math.floor(length / 3)));

const lower = (one: string, other: string) => [one.toLowerCase(), other.toLowerCase()] as const;

/** Whether the name is the beginning of the other, up to the end of a word. */
function isBegun(name: string, other: string): boolean {
  if (name.length > other.length) return false;
  const [start, whole] = lower(name, other);
  return (
    start.length > 2 &&
    whole.startsWith(start) &&
    (/^[^a-z]/.test(whole.slice(start.length)) || /^[A-Z]/.test(other.slice(start.length)))
  );
}

/** `did you mean 'x'` where some known name is near, else the advice given. */
export function suggestName(name: string, known: Iterable<string>, otherwise: string): string {
  const nearest = findNearestName(name, known);
  return nearest === undefined ? otherwise : `did you mean '${nearest}'`;
}

/** The names in quotes, joined by commas; `none` where there are none. */
export function listNames(names: Iterable<string>): string {
  return [...names].map((name) => `'${name}'`).join(", ") || "none";
}

/** Insertions, deletions, substitutions and swaps of neighbours between two names (optimal string alignment). */
function countEdits(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 0; row < from.length; row++) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const substituted = (above[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      const isSwap = row > 0 && column > 0 && from[row] === to[column - 1] && from[row - 1] === to[column];
      const swapped = isSwap ? (before[column - 1] ?? 0) + 1 : Infinity;
      current.push(Math.min(substituted, swapped, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    [before, above] = [above, current];
  }
  return above[to.length] ?? 0;
}
