/** The positions of one line that two texts share. */
export type Match = readonly [before: number, after: number];

/** Pairs of lines that one comparison may look at; beyond them the lines that stand once in each text are its anchors. */
const MOST_PAIRS = 250_000;

/** A line of one text that stands in the other too. */
interface Line {
  readonly text: string;
  readonly position: number;
}

/**
 * The lines that two texts share in one order: the most there are, found in time that the lines of one side alone do not
 * add to. Of texts that share too many, those between the lines that stand once in each.
 */
export function matchLines(before: readonly string[], after: readonly string[]): Match[] {
  const [old, current] = [keepShared(before, after), keepShared(after, before)];
  if (old.length * current.length <= MOST_PAIRS) return matchMost(old, current);
  const matches: Match[] = [];
  let left = MOST_PAIRS;
  let [row, column] = [0, 0];
  for (const [nextRow, nextColumn] of [...listAnchors(old, current), [old.length, current.length] as const]) {
    const [above, beside] = [old.slice(row, nextRow), current.slice(column, nextColumn)];
    left -= above.length * beside.length;
    if (left >= 0) matches.push(...matchMost(above, beside));
    const [anchor, other] = [old[nextRow], current[nextColumn]];
    if (anchor && other) matches.push([anchor.position, other.position]);
    [row, column] = [nextRow + 1, nextColumn + 1];
  }
  return matches;
}

function keepShared(lines: readonly string[], other: readonly string[]): Line[] {
  const known = new Set(other);
  return lines.flatMap((text, position) => (known.has(text) ? [{ text, position }] : []));
}

function matchMost(before: readonly Line[], after: readonly Line[]): Match[] {
  const width = after.length + 1;
  const longest = measure(before, after);
  const matches: Match[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const [old, current] = [before[row], after[column]];
    if (old && current && old.text === current.text) {
      matches.push([old.position, current.position]);
      [row, column] = [row + 1, column + 1];
    } else if ((longest[(row + 1) * width + column] ?? 0) >= (longest[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return matches;
}

/** The lengths of the longest common subsequences of what follows each pair of positions, row by row. */
function measure(before: readonly Line[], after: readonly Line[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--) {
      const at = row * width + column;
      lengths[at] =
        before[row]?.text === after[column]?.text
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  return lengths;
}

/** The longest run, in the order of both, of lines that stand once in each. */
function listAnchors(before: readonly Line[], after: readonly Line[]): Match[] {
  const [old, current] = [indexSingle(before), indexSingle(after)];
  const pairs = [...old].flatMap(([text, row]): Match[] => {
    const column = current.get(text);
    return column === undefined ? [] : [[row, column]];
  });
  return keepRising(pairs);
}

function indexSingle(lines: readonly Line[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Map(lines.flatMap(({ text }, index) => (counts.get(text) === 1 ? [[text, index] as const] : [])));
}

interface Chain {
  readonly match: Match;
  readonly before: Chain | undefined;
}

/** The most pairs whose second members rise, as a game of patience finds them: the ends of the best runs by length. */
function keepRising(pairs: readonly Match[]): Match[] {
  const ends: Chain[] = [];
  for (const match of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.match[1] ?? 0) < match[1]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { match, before: ends[low - 1] };
  }
  const found: Match[] = [];
  for (let chain = ends.at(-1); chain; chain = chain.before) found.push(chain.match);
  return found.reverse();
}
