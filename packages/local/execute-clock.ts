import type { Clock } from "./clock";

/** A clock that leaves out most of what is only waited for. */
export interface ExecuteClock extends Clock {
  /** Time passes as it does until the work is done: what calls a service or a function takes as long as it takes. */
  during<Result>(work: Promise<Result>): Promise<Result>;
}

/** Real time. */
export interface RealTime {
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** Calls back once after milliseconds; returns what takes it back. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

const REAL: RealTime = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(milliseconds, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/**
 * A clock whose timers fire `speed` times as early, and that then is as late as they were to fire: an execution's times
 * are those of real speed, its waits in full and its work as it was, so that what it would be billed is the same.
 */
export function createExecuteClock(speed: number, start = Date.now(), real: RealTime = REAL): ExecuteClock {
  let working = 0;
  const timers = createTimers({ start, real, hurry: (left) => (working > 0 ? left : left / speed) });
  return {
    now: () => Math.floor(timers.now()),
    elapsed: timers.now,
    after(milliseconds, callback) {
      const timer = { due: timers.now() + milliseconds, callback };
      timers.add(timer);
      return () => timers.remove(timer);
    },
    async during(work) {
      working += 1;
      timers.schedule();
      try {
        return await work;
      } finally {
        working -= 1;
        timers.schedule();
      }
    },
  };
}

interface TimersOptions {
  readonly start: number;
  readonly real: RealTime;
  /** How long the next timer is waited for which has so many milliseconds left. */
  readonly hurry: (left: number) => number;
}

/** Timers, and the time that is as late as the last that has fired. */
function createTimers({ start, real, hurry }: TimersOptions) {
  const began = real.now();
  const timers = new Set<Timer>();
  /** Milliseconds that were left out. */
  let skipped = 0;
  let cancel = () => {};
  const next = (): Timer | undefined => [...timers].sort((a, b) => a.due - b.due)[0];
  const exact = () => start + (real.now() - began) + skipped;
  /** Time stands still where it would pass a timer that has not fired. */
  const now = () => Math.min(exact(), next()?.due ?? Infinity);
  const schedule = () => {
    cancel();
    cancel = () => {};
    const timer = next();
    if (timer === undefined) return;
    const left = Math.max(0, timer.due - exact());
    cancel = real.after(hurry(left), () => fire(timer));
  };
  const fire = (timer: Timer) => {
    timers.delete(timer);
    skipped += timer.due - exact();
    schedule();
    timer.callback();
  };
  return {
    now,
    schedule,
    add(timer: Timer): void {
      timers.add(timer);
      schedule();
    },
    remove(timer: Timer): void {
      if (timers.delete(timer)) schedule();
    },
  };
}
