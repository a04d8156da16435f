export interface ChangedLine {
  readonly sign: "-" | "+";
  readonly line: string;
}

/** The lines from the first that differs to the last one: those that go, then those that come. */
export function listChangedLines(before: string, after: string): readonly ChangedLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const same = (a: readonly string[], b: readonly string[], most: number) => {
    let count = 0;
    while (count < most && a[count] === b[count]) count += 1;
    return count;
  };
  const start = same(old, now, Math.min(old.length, now.length));
  const end = same(old.toReversed(), now.toReversed(), Math.min(old.length, now.length) - start);
  return [
    ...old.slice(start, old.length - end).map((line) => ({ sign: "-", line }) as const),
    ...now.slice(start, now.length - end).map((line) => ({ sign: "+", line }) as const),
  ];
}
