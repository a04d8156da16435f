import type { Random } from "../differential/random";
import type { Design } from "./design";

/** Milliseconds of a step of the simulation; a client that does not wait tries again one step later. */
const TICK = 100;
export const TICKS_A_SECOND = 1_000 / TICK;

/** Ticks after which a client tries again: each from the first to the last is as likely. */
export interface Wait {
  readonly first: number;
  readonly last: number;
}

const ticks = (milliseconds: number): number => Math.max(1, Math.round(milliseconds / TICK));

/** The wait after so many failed attempts, by each kind of back-off. */
export const WAITS: Readonly<Record<Design["backOff"], (design: Design, failed: number) => Wait>> = {
  none: () => ({ first: 1, last: 1 }),
  fixed: ({ baseMs }) => ({ first: ticks(baseMs), last: ticks(baseMs) }),
  exponential(design, failed) {
    const wait = ticks(longest(design, failed));
    return { first: wait, last: wait };
  },
  "full-jitter": (design, failed) => ({ first: 1, last: ticks(longest(design, failed)) }),
};

const longest = ({ baseMs, capMs }: Design, failed: number): number => Math.min(capMs, baseMs * 2 ** (failed - 1));

/** Attempts that differ in their wait no more: those after are counted with them. */
export const MOST_FAILED = 16;

/** How many of `count` fall on each of `parts` that are as likely: whole numbers whose sum is `count`. */
export function spread(count: number, parts: number, random: Random): readonly number[] {
  const each = Math.floor(count / parts);
  const shares = Array.from({ length: parts }, () => each);
  for (let left = count - each * parts; left > 0; left--) shares[random.below(parts)]! += 1;
  return shares;
}

/** What each of the counts gets of so many places, in proportion and as whole numbers: who waits longest is not last. */
export function allot(counts: readonly (number | undefined)[], places: number): readonly number[] {
  const total = counts.reduce<number>((sum, count = 0) => sum + count, 0);
  if (places >= total) return Array.from(counts, (count = 0) => count);
  let [before, given] = [0, 0];
  return Array.from(counts, (count = 0) => {
    before += count;
    const due = Math.floor((before / total) * places);
    const own = due - given;
    given = due;
    return own;
  });
}

/** How many events happen in a time in which `mean` are to be expected, by Poisson's distribution. */
export function countEvents(mean: number, random: Random): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
