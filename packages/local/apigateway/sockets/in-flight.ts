/** Counts what is not done yet, and tells when nothing is left. */
export class InFlight {
  private count = 0;
  private waiting: (() => void)[] = [];

  /** Counts something until it has ended, however it ends. */
  follow(ending: Promise<unknown>): void {
    this.count += 1;
    const end = () => {
      this.count -= 1;
      if (this.count > 0) return;
      for (const tell of this.waiting.splice(0)) tell();
    };
    ending.then(end, end);
  }

  /** Resolves when nothing is left. */
  idle(): Promise<void> {
    return this.count === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }
}
