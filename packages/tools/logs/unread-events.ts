import type { GroupEvent } from "./read-events";

/** Milliseconds by which a group's event can be found after a later one of another group. */
const LATE = 10_000;

/** The events that no look has found before. */
export class UnreadEvents {
  #latest = 0;
  /** Keys of events that the next look can find again, with their time. */
  readonly #found = new Map<string, number>();

  /** @param start milliseconds since 1970 */
  constructor(private readonly start: number) {}

  /** Where the next look begins, milliseconds since 1970. */
  get from(): number {
    return Math.max(this.start, this.#latest - LATE);
  }

  /** @returns those of the events that were not in an earlier look */
  take(events: readonly GroupEvent[]): readonly GroupEvent[] {
    const unread = events.filter(({ group, eventId, timestamp, message }) => {
      const key = `${group} ${eventId ?? `${timestamp} ${message}`}`;
      if (this.#found.has(key)) return false;
      this.#found.set(key, timestamp);
      this.#latest = Math.max(this.#latest, timestamp);
      return true;
    });
    for (const [key, timestamp] of this.#found) if (timestamp < this.from) this.#found.delete(key);
    return unread;
  }
}
