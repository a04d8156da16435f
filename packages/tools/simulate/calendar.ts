/** Counts that are due at a tick, in classes such as "failed twice". */
export class Calendar {
  private readonly due = new Map<number, number[]>();

  add(tick: number, kind: number, count: number): void {
    if (count === 0) return;
    const counts = this.due.get(tick) ?? [];
    counts[kind] = (counts[kind] ?? 0) + count;
    this.due.set(tick, counts);
  }

  /** Removes and returns what is due at the tick, by class. */
  take(tick: number): readonly (number | undefined)[] {
    const counts = this.due.get(tick) ?? [];
    this.due.delete(tick);
    return counts;
  }

  /**
   * Takes a share of all counts out, and enters it elsewhere at the same ticks; it is gone where that is nowhere. What rounding
   * leaves of one count the next ones make up for: a share of each of many small counts would be none, or all.
   */
  move(share: number, elsewhere?: Calendar): void {
    let [before, moved] = [0, 0];
    for (const [tick, counts] of this.due) {
      counts.forEach((count, kind) => {
        before += count;
        const part = Math.round(before * share) - moved;
        moved += part;
        counts[kind] = count - part;
        elsewhere?.add(tick, kind, part);
      });
    }
  }
}
