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

  /** Lets each count shrink to what `keep` makes of it. */
  shrink(keep: (count: number) => number): void {
    for (const [tick, counts] of this.due) this.due.set(tick, counts.map(keep));
  }

  get total(): number {
    let total = 0;
    for (const counts of this.due.values()) for (const count of counts) total += count ?? 0;
    return total;
  }
}
