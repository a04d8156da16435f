import { guard } from "./guard";

/** Time as the rooms see it, so that a test or `--speed` can decide how it passes. */
export interface Clock {
  /** Milliseconds since the epoch, a whole number. */
  now(): number;
  /** Milliseconds that pass evenly, from any moment on: what the machine's time is set to changes nothing. */
  elapsed(): number;
  /** Calls `callback` once, `milliseconds` from now, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The longest time that one timer of Node can measure; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Returns the machine's clock, running `speed` times as fast from the moment of the call. With `log`, what a callback
 * throws is logged; without, it ends the process.
 */
export function createClock(speed = 1, log?: (line: string) => void): Clock {
  const start = Date.now();
  return {
    now: speed === 1 ? Date.now : () => Math.floor(start + (Date.now() - start) * speed),
    elapsed: speed === 1 ? () => performance.now() : () => performance.now() * speed,
    after(milliseconds, callback) {
      const timer = setTimeout(
        log ? guard("a timer", log, callback) : callback,
        Math.min(milliseconds / speed, LONGEST_TIMER),
      );
      return () => clearTimeout(timer);
    },
  };
}

/** Milliseconds: what a clock has gone on by since it was last read may be a jump, and is looked at. */
const NO_JUMP = 1_000;

/** Time that goes on evenly from its start, but for jumps of less than a second; whole numbers of milliseconds. */
export interface EvenTime {
  readonly start: number;
  readonly now: () => number;
}

/** Returns a clock's time as it goes on evenly from now. */
export function evenly({ now, elapsed }: Pick<Clock, "now" | "elapsed">): EvenTime {
  const start = now();
  const began = elapsed();
  let shift = 0;
  let last = start;
  return {
    start,
    now() {
      let time = now() + shift;
      if (time < last || time - last > NO_JUMP) {
        const even = Math.max(last, Math.round(start + elapsed() - began));
        shift += even - time;
        time = even;
      }
      last = time;
      return time;
    },
  };
}

/** Resolves `milliseconds` from now by `clock`; rejects with the signal's reason when it is aborted before. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    signal.addEventListener("abort", abort, { once: true });
  });
}
