import { Turn } from "./take-turn";

/** Work in steps, each of which is short, with its result at the end. */
export type Steps<Result> = Generator<void, Result>;

/** Does all steps at once. */
export function runAtOnce<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Does the steps so that others get their turns between them. */
export async function runInTurns<Result>(steps: Steps<Result>): Promise<Result> {
  const turn = new Turn();
  let step = steps.next();
  while (step.done !== true) {
    if (turn.isOver()) await turn.next();
    step = steps.next();
  }
  return step.value;
}
