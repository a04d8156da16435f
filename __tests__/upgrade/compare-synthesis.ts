import type { Difference } from "../../docs/upgrade-differences";

/** A value that is not the same on both sides; undefined where a side has none. */
export interface Change {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** The changes that stand in no row of the table for a line of packages, and the rows that nothing is an instance of. */
export interface Comparison {
  readonly unlisted: readonly Change[];
  readonly unused: readonly string[];
}

/** Compares two documents of Terraform JSON, leaf by leaf. */
export function listChanges(before: unknown, after: unknown): readonly Change[] {
  const [old, young] = [before, after].map((value) => new Map(listLeaves(value, [])));
  const paths = new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])]);
  return [...paths]
    .map((path) => ({ path, before: old?.get(path), after: young?.get(path) }))
    .filter((change) => change.before !== change.after);
}

/** Every value that holds no other, in JSON; an empty object or list is one. */
function listLeaves(value: unknown, path: readonly string[]): [string, string][] {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (members.length === 0) return [[path.join("."), JSON.stringify(value)]];
  return members.flatMap(([name, member]) => listLeaves(member, [...path, name]));
}

/** Holds changes against the table's rows of a line. */
export function judgeChanges(line: string, changes: readonly Change[], table: readonly Difference[]): Comparison {
  const rows = table.filter(({ lines }) => lines.includes(line));
  return {
    unlisted: changes.filter((change) => !rows.some((row) => explains(row, change))),
    unused: rows.filter((row) => !changes.some((change) => explains(row, change))).map(({ place }) => place),
  };
}

function explains(row: Difference, { path, before, after }: Change): boolean {
  return row.path.test(path) && isLike(row.before, before) && isLike(row.after, after);
}

const isLike = (pattern: RegExp | undefined, value: string | undefined) =>
  pattern === undefined ? value === undefined : value !== undefined && pattern.test(value);
