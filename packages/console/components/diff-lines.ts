/** A line of a difference. */
export interface DiffLine {
  readonly kind: "same" | "gone" | "new" | "left out";
  readonly text: string;
}

/** Lines around a change that are shown. */
const AROUND = 3;
/** Lines that are compared one by one: more are shown as all gone and all new. */
const MOST = 2_000;

/** The difference of two texts, line by line; what is the same far from a change is left out. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [old, young] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < young.length && old[start] === young[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, young.length) - start && old.at(-1 - end) === young.at(-1 - end)) end += 1;
  const changed = compare(old.slice(start, old.length - end), young.slice(start, young.length - end));
  return leaveOut([...old.slice(0, start).map(same), ...changed, ...old.slice(old.length - end).map(same)]);
}

const same = (text: string): DiffLine => ({ kind: "same", text });
const gone = (text: string): DiffLine => ({ kind: "gone", text });
const young = (text: string): DiffLine => ({ kind: "new", text });

/** The longest common lines stay, the others are gone or new. */
function compare(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  if (before.length > MOST || after.length > MOST) return [...before.map(gone), ...after.map(young)];
  const lengths = measure(before, after);
  const lines: DiffLine[] = [];
  let [old, now] = [0, 0];
  while (old < before.length && now < after.length) {
    if (before[old] === after[now]) {
      lines.push(same(before[old] ?? ""));
      old += 1;
      now += 1;
    } else if (at(lengths, old + 1, now) >= at(lengths, old, now + 1)) lines.push(gone(before[old++] ?? ""));
    else lines.push(young(after[now++] ?? ""));
  }
  return [...lines, ...before.slice(old).map(gone), ...after.slice(now).map(young)];
}

const at = (lengths: readonly Uint16Array[], old: number, now: number): number => lengths[old]?.[now] ?? 0;

/** How many lines are common from each pair of lines on. */
function measure(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let old = before.length - 1; old >= 0; old -= 1)
    for (let now = after.length - 1; now >= 0; now -= 1) {
      const common = at(lengths, old + 1, now + 1) + 1;
      const longest =
        before[old] === after[now] ? common : Math.max(at(lengths, old + 1, now), at(lengths, old, now + 1));
      const row = lengths[old];
      if (row) row[now] = longest;
    }
  return lengths;
}

function leaveOut(lines: readonly DiffLine[]): readonly DiffLine[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== "same");
  const shown: DiffLine[] = [];
  let count = 0;
  const tell = () => {
    if (count > 0)
      shown.push({ kind: "left out", text: count === 1 ? "1 line is the same" : `${count} lines are the same` });
    count = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) {
      tell();
      shown.push(line);
    } else count += 1;
  }
  tell();
  return shown;
}
