import type { Frame } from "./frame";

/** The longest that a timer of Node takes, in milliseconds; a longer wait is made of several. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Resolves after so many milliseconds; rejects when the frame's branch is stopped. Each wait has a signal of its own, so
 * that the world's listeners go with it.
 */
export async function waitFor(frame: Frame, milliseconds: number): Promise<void> {
  const cancellation = frame.cancellation.child();
  try {
    for (let left = milliseconds; left > 0; left -= LONGEST_TIMER) {
      await frame.execution.world.wait(Math.min(left, LONGEST_TIMER), cancellation.signal);
      frame.cancellation.throwIfCancelled();
    }
  } finally {
    frame.cancellation.release(cancellation);
  }
}
