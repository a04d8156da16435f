/**
 * What works without a pause lets the event loop have a turn after so many milliseconds. Together with the longest step,
 * it bounds how long one message holds the others up.
 */
export const SLICE = 15;

const waiting: (() => void)[] = [];

/** Goes on with one of those that wait, in their order: between two of them timers and sockets get their turn. */
function resumeOne(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(resumeOne);
}

/** Resolves after the event loop has had a turn, in which timers, sockets and other executions go on. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(resumeOne);
  });
}

/** True while somebody who computes waits for a turn. */
export function isTurnPending(): boolean {
  return waiting.length > 0;
}

/** The time that somebody has worked since the event loop last had a turn. */
export class Turn {
  /** milliseconds of work in the turns before this one */
  private before = 0;
  private started = performance.now();

  /** Milliseconds of work in all turns. */
  get worked(): number {
    return this.before + performance.now() - this.started;
  }

  isOver(): boolean {
    return performance.now() - this.started > SLICE;
  }

  /** Resolves when the next turn has begun. */
  async next(): Promise<void> {
    this.before = this.worked;
    await takeTurn();
    this.started = performance.now();
  }
}
