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

  /** Takes a share of each count out, and enters it elsewhere at the same tick; it is gone where that is nowhere. */
  move(share: number, elsewhere?: Calendar): void {
    for (const [tick, counts] of this.due) {
      counts.forEach((count, kind) => {
        const moved = Math.round(count * share);
        counts[kind] = count - moved;
        elsewhere?.add(tick, kind, moved);
      });
    }
  }
}
