/** Something that is measured here and elsewhere, in turn. */
export interface Measure {
  readonly name: string;
  /** What it is compared with. */
  readonly floor: string;
  readonly unit: string;
  /** The ratio that is wanted, at most. @default none */
  readonly atMost?: number;
  /** The ratio that is wanted, at least. @default none */
  readonly atLeast?: number;
  /** What the figure itself is to be at most, in its unit. @default none */
  readonly within?: number;
  readonly here: () => number | Promise<number>;
  readonly there: () => number | Promise<number>;
}

/** What a measure gave: medians of the rounds. */
export interface Result extends Omit<Measure, "here" | "there"> {
  readonly hereMedian: number;
  readonly thereMedian: number;
  /** The median of the rounds' ratios, the lowest and the highest. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Measures in turn, so that both meet the same disturbances; the first round warms up and does not count. */
export async function runMeasure({ here, there, ...rest }: Measure, rounds: number): Promise<Result> {
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round++) pairs.push([await here(), await there()]);
  const counted = pairs.slice(1);
  const ratios = counted.map(([own, other]) => own / other).sort((a, b) => a - b);
  return {
    ...rest,
    hereMedian: median(counted.map(([own]) => own)),
    thereMedian: median(counted.map(([, other]) => other)),
    ratio: median(ratios),
    lowest: ratios[0] ?? NaN,
    highest: ratios.at(-1) ?? NaN,
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? NaN;
  return ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Whether the ratio, or the figure, is what is wanted; undefined where nothing is. */
export function isMet({ hereMedian, ratio, atMost, atLeast, within }: Result): boolean | undefined {
  if (within !== undefined) return hereMedian <= within;
  if (atMost !== undefined) return ratio <= atMost;
  return atLeast === undefined ? undefined : ratio >= atLeast;
}
