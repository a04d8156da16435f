import { SLICE, takeTurn } from "./take-turn";

/** So many states and expressions run between two looks at the clock, which are cheap beside them. */
const STEPS_PER_LOOK = 8;

/**
 * The turn that all branches of an execution share. While one waits for the next turn, none goes on: a branch that fails
 * at once and is run anew would else end each wait before its turn comes, and hold everybody up.
 */
export class ExecutionTurn {
  private steps = 0;
  /** in the milliseconds of `performance.now`; undefined until somebody looks */
  private started: number | undefined;
  private pending: Promise<void> | undefined;

  /**
   * Counts a state that is about to be entered, or an expression of JSONata that is about to be evaluated, of which one
   * state may have thousands; returns a promise if the event loop is to have a turn first.
   */
  step(): Promise<void> | undefined {
    if (this.pending !== undefined) return this.pending;
    return ++this.steps % STEPS_PER_LOOK === 0 && this.isOver() ? this.next() : undefined;
  }

  /** The first look starts the first turn. */
  private isOver(): boolean {
    const now = performance.now();
    this.started ??= now;
    return now - this.started > SLICE;
  }

  private next(): Promise<void> {
    this.pending = takeTurn().then(() => {
      this.started = performance.now();
      this.pending = undefined;
    });
    return this.pending;
  }
}
