import { isTurnPending } from "@sfn-websocket/languages/states-language/world/take-turn";

interface Timer {
  readonly at: number;
  wake(): void;
}

/** What needs no timer has so many turns of the event loop to be done. */
const TURNS_BEFORE_JUMP = 20;
/** So many turns at least are waited: on a busy machine one step may take seconds. */
const TURNS_BEFORE_GIVING_UP = 1_000;

/** A clock that jumps to its next timer whenever nothing else happens, so that waiting takes no time. */
export class VirtualTime {
  private timers: Timer[] = [];
  private readings = 0;

  /** @param perReading so many milliseconds pass with each look at the clock: what loops without waiting comes to its time */
  constructor(
    private current = Date.UTC(2026, 0, 1),
    private readonly perReading = 0,
  ) {}

  get now(): number {
    this.readings++;
    this.current += this.perReading;
    return this.current;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new Error("aborted"));
      const timer = { at: this.current + milliseconds, wake: resolve };
      this.timers.push(timer);
      const stop = () => {
        this.timers = this.timers.filter((other) => other !== timer);
        reject(new Error("aborted"));
      };
      signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** Advances until the promise settles; rejects if it waits for ten seconds of real time for what is no timer and no computing. */
  async settle<T>(pending: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = pending.finally(() => (isSettled = true));
    settled.catch(() => undefined);
    let giveUpAt = Date.now() + 10_000;
    for (let turns = 0; !isSettled;) {
      const readings = this.readings;
      await new Promise((resolve) => setImmediate(resolve));
      if (isTurnPending()) giveUpAt = Date.now() + 10_000;
      if (Date.now() > giveUpAt && turns > TURNS_BEFORE_GIVING_UP)
        throw new Error("virtual time: nothing left to wait for, got a promise that is pending");
      // An expression that computes takes turns too: no time passes then. States look at the time, so that a loop goes on.
      const isComputing = isTurnPending() && readings === this.readings;
      if (!isComputing && !isSettled && ++turns % TURNS_BEFORE_JUMP === 0) this.jump();
    }
    return settled;
  }

  private jump(): void {
    const [first, ...others] = this.timers.sort((one, other) => one.at - other.at);
    if (first === undefined) return;
    this.timers = others;
    this.current = Math.max(this.current, first.at);
    first.wake();
  }
}
