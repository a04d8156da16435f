import { Latencies } from "./latencies";
import type { Counts, LoadRoute, LoadSecond } from "./report";

/** Kinds of failure that are told apart; a server that makes up its texts must not fill the memory. */
const MOST_KINDS = 50;
const OTHERS = "others";

class Counter {
  private readonly counts = new Map<string, number>();

  add(kind: string): void {
    const key = this.counts.has(kind) || this.counts.size < MOST_KINDS ? kind : OTHERS;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  read(): Counts {
    return Object.fromEntries(this.counts);
  }
}

class RouteTally {
  sent = 0;
  answered = 0;
  failed = 0;
  readonly latencies = new Latencies();

  read(): LoadRoute {
    const { sent, answered, failed } = this;
    const latency = this.latencies.read();
    return { sent, answered, failed, ...(latency && { latency }) };
  }
}

/** Counts what happens in a run. */
export class Tally {
  unexpected = 0;
  unsent = 0;
  opened = 0;
  readonly refusals = new Counter();
  readonly closes = new Counter();
  readonly connects = new Latencies();
  private readonly failures = new Counter();
  private readonly all = new RouteTally();
  private readonly lateness = new Latencies();
  private readonly routes: ReadonlyMap<string, RouteTally>;
  private readonly seconds: LoadSecond[] = [];
  private readonly ofSecond = new Latencies();
  private before = { sent: 0, answered: 0, failed: 0 };
  private bytes = { sent: 0, received: 0 };

  constructor(names: readonly string[]) {
    this.routes = new Map(names.map((name) => [name, new RouteTally()]));
  }

  get sent(): number {
    return this.all.sent;
  }
  get answered(): number {
    return this.all.answered;
  }
  get failed(): number {
    return this.all.failed;
  }

  /** A message was sent, so many milliseconds after it was due. */
  addSent(route: string, text: string, late: number): void {
    for (const tally of this.both(route)) tally.sent += 1;
    this.bytes.sent += Buffer.byteLength(text);
    this.lateness.add(late);
  }

  /** A message was due while no connection was open. */
  addUnsent(route: string): void {
    this.unsent += 1;
    this.addFailure(route, "no connection is open");
  }

  addReceived(text: string): void {
    this.bytes.received += Buffer.byteLength(text);
  }

  /** An answer came, so many milliseconds after its message was due; `problem` is what is wrong with it. */
  addAnswer(route: string, latency: number, problem: string | undefined): void {
    for (const tally of this.both(route)) {
      tally.answered += 1;
      tally.latencies.add(latency);
    }
    this.ofSecond.add(latency);
    if (problem !== undefined) this.addFailure(route, problem);
  }

  addFailure(route: string, problem: string): void {
    for (const tally of this.both(route)) tally.failed += 1;
    this.failures.add(problem);
  }

  /** Ends a second of the run. */
  endSecond(second: number, connections: number): void {
    const { sent, answered, failed } = this.all;
    const latency = this.ofSecond.read();
    this.seconds.push({
      second,
      connections,
      sent: sent - this.before.sent,
      answered: answered - this.before.answered,
      failed: failed - this.before.failed,
      ...(latency && { p50: latency.p50, p99: latency.p99, max: latency.max }),
    });
    this.before = { sent, answered, failed };
    this.ofSecond.clear();
  }

  /** What a report has of the counts. */
  read() {
    const [connectLatency, lateness] = [this.connects.read(), this.lateness.read()];
    return {
      ...this.all.read(),
      unsent: this.unsent,
      unexpected: this.unexpected,
      bytesSent: this.bytes.sent,
      bytesReceived: this.bytes.received,
      ...(lateness && { lateness }),
      connect: {
        opened: this.opened,
        failed: this.refusals.total,
        ...(connectLatency && { latency: connectLatency }),
      },
      routes: Object.fromEntries([...this.routes].map(([name, route]) => [name, route.read()])),
      failures: this.failures.read(),
      refusals: this.refusals.read(),
      closes: this.closes.read(),
      seconds: this.seconds,
    };
  }

  private both(route: string): readonly RouteTally[] {
    const own = this.routes.get(route);
    return own ? [this.all, own] : [this.all];
  }
}
