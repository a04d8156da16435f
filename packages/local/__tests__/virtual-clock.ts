import type { Clock } from "../clock";

interface Timer {
  readonly due: number;
  readonly duration: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Lets time pass, and fires what falls due, in order. */
  advance(milliseconds: number): void;
  /** Resolves as soon as something waits for exactly this long. */
  waiting(milliseconds: number): Promise<void>;
}

export function createVirtualClock(start = 1_652_472_014_974): VirtualClock {
  let time = start;
  let timers: readonly Timer[] = [];
  const watchers: { readonly milliseconds: number; readonly resolve: () => void }[] = [];
  return {
    now: () => time,
    elapsed: () => time,
    after(milliseconds, callback) {
      const timer = { due: time + milliseconds, duration: milliseconds, callback };
      timers = [...timers, timer];
      watchers.filter((watcher) => watcher.milliseconds === milliseconds).forEach(({ resolve }) => resolve());
      return () => (timers = timers.filter((other) => other !== timer));
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        time = next.due;
        next.callback();
      }
      time = end;
    },
    waiting: (milliseconds) =>
      new Promise((resolve) => {
        if (timers.some(({ duration }) => duration === milliseconds)) resolve();
        else watchers.push({ milliseconds, resolve });
      }),
  };
}
