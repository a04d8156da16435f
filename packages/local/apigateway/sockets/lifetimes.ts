import type { Clock } from "../../clock";

/** What ends by itself one day. */
export interface Mortal {
  readonly clock: Clock;
  /** Milliseconds that are left to it; they may become more. */
  readonly left: () => number;
  /** Ends it, whose time is over. */
  readonly expire: () => void;
}

/** Milliseconds between two looks at all: more is left to whoever begins. */
const PERIOD = 60_000;

/**
 * Ends each at its time, to the millisecond. All share one timer that looks who is near its end; only those get one of their
 * own, because most live much longer than that and there may be many. All have the same clock.
 */
export class Lifetimes<M extends Mortal> implements Iterable<M> {
  private readonly living = new Set<M>();
  private readonly ends = new Map<M, () => void>();
  private cancelLook: (() => void) | undefined;

  [Symbol.iterator](): Iterator<M> {
    return this.living.values();
  }

  watch(mortal: M): void {
    this.living.add(mortal);
    this.cancelLook ??= this.lookLater(mortal.clock);
  }

  forget(mortal: M): void {
    this.living.delete(mortal);
    this.cancelEnd(mortal);
    if (this.living.size > 0) return;
    this.cancelLook?.();
    this.cancelLook = undefined;
  }

  private lookLater(clock: Clock): () => void {
    return clock.after(PERIOD, () => {
      this.cancelLook = this.lookLater(clock);
      for (const mortal of this.living) if (mortal.left() <= PERIOD) this.endWhenDue(mortal);
    });
  }

  /** Ends it, or comes back when it should be ended; what has got more time meanwhile is left to the next look. */
  private endWhenDue(mortal: M): void {
    this.cancelEnd(mortal);
    const left = mortal.left();
    if (left <= 0) mortal.expire();
    else if (left <= PERIOD)
      this.ends.set(
        mortal,
        mortal.clock.after(left, () => this.endWhenDue(mortal)),
      );
  }

  private cancelEnd(mortal: M): void {
    this.ends.get(mortal)?.();
    this.ends.delete(mortal);
  }
}
