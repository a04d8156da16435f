import { EvaluationError } from "./errors";
import { MOST_STEPS } from "./limits";

/** What is left of the work of the rendering that is going on: renderings are synchronous, so there is one at a time. */
let left = MOST_STEPS;

/** Starts a rendering's work anew. */
export function startWork(): void {
  left = MOST_STEPS;
}

/** The steps that the rendering has taken so far. */
export function spentWork(): number {
  return MOST_STEPS - left;
}

/**
 * Counts steps of work.
 *
 * @throws EvaluationError when the rendering has done more than it may
 */
export function spendWork(steps: number): void {
  if ((left -= steps) < 0)
    throw new EvaluationError(`rendering takes more than ${MOST_STEPS} steps; loop less, or over less text`);
}

/** How many characters are compared in one step. */
const COMPARED_AT_ONCE = 64;

/** How many characters are gone through in one step, by what is done with them. */
const pace = { search: 16, print: 4, parse: 2, encode: 1 } as const;

/** Counts the steps of looking for a part: at worst, all of it is compared at each character of the text. */
export function spendOnSearch(text: string, part: string): void {
  const places = Math.max(0, text.length - part.length) + 1;
  spendWork(text.length / pace.search + (places * part.length) / COMPARED_AT_ONCE);
}

/** Counts the steps of going through a text of this many UTF-16 units. */
export function spendOnText(kind: keyof typeof pace, length: number): void {
  spendWork(length / pace[kind]);
}
