import { isTurnPending } from "@sfn-websocket/languages/states-language/take-turn";

interface Timer {
  readonly at: number;
  wake(): void;
}

/** What needs no timer has so many turns of the event loop to be done. */
const TURNS_BEFORE_JUMP = 20;

/** Milliseconds of real time after which what computes counts as a loop that only a timer ends. */
const LONGEST_COMPUTATION = 2_000;

/** A clock that jumps to its next timer whenever nothing else happens, so that waiting takes no time. */
export class VirtualTime {
  private timers: Timer[] = [];

  constructor(public now = Date.UTC(2026, 0, 1)) {}

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new Error("aborted"));
      const timer = { at: this.now + milliseconds, wake: resolve };
      this.timers.push(timer);
      const stop = () => {
        this.timers = this.timers.filter((other) => other !== timer);
        reject(new Error("aborted"));
      };
      signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** Advances until the promise settles; rejects if it waits for something that is no timer for ten seconds of real time. */
  async settle<T>(pending: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = pending.finally(() => (isSettled = true));
    settled.catch(() => undefined);
    let jumpedAt = Date.now();
    const giveUpAt = Date.now() + 10_000;
    for (let turns = 0; !isSettled; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (Date.now() > giveUpAt)
        throw new Error("virtual time: nothing left to wait for, got a promise that is pending");
      // Who computes for long takes turns too: then it is no time to jump, unless it never ends.
      const isComputing = isTurnPending() && Date.now() - jumpedAt < LONGEST_COMPUTATION;
      if (isComputing) turns = 0;
      if (!isSettled && turns % TURNS_BEFORE_JUMP === TURNS_BEFORE_JUMP - 1) {
        this.jump();
        jumpedAt = Date.now();
      }
    }
    return settled;
  }

  private jump(): void {
    const [first, ...others] = this.timers.sort((one, other) => one.at - other.at);
    if (first === undefined) return;
    this.timers = others;
    this.now = first.at;
    first.wake();
  }
}
