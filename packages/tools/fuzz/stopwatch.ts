/** The longest time between two looks, in milliseconds. */
export class Stopwatch {
  private time = performance.now();
  private work: NodeJS.CpuUsage | undefined;
  longest = 0;

  /** @param readsWork true to count no more than this process has worked: other processes and waiting do not count */
  constructor(private readonly readsWork: boolean) {
    if (readsWork) this.work = process.cpuUsage();
  }

  look(): void {
    const now = performance.now();
    this.longest = Math.max(this.longest, Math.min(now - this.time, this.worked()));
    this.time = now;
    if (this.readsWork) this.work = process.cpuUsage();
  }

  private worked(): number {
    if (this.work === undefined) return Infinity;
    const { user, system } = process.cpuUsage(this.work);
    return (user + system) / 1000;
  }
}
