import { EvaluationError } from "./errors";
import { MOST_STEPS } from "./limits";

/** What is left of the work of the rendering that is going on: renderings are synchronous, so there is one at a time. */
let left = MOST_STEPS;

/** Starts a rendering's work anew. */
export function startWork(): void {
  left = MOST_STEPS;
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

/** How many characters are gone through in one step, by what is done with them. */
const pace = { search: 16, print: 4, parse: 2, encode: 1 } as const;

/** Counts the steps of going through a text of this many UTF-16 units. */
export function spendOnText(kind: keyof typeof pace, length: number): void {
  spendWork(length / pace[kind]);
}
