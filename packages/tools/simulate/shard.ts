import type { Random } from "../differential/random";
import { Calendar } from "./calendar";
import type { Design } from "./design";
import { QUOTAS } from "./quotas";
import { allot, countEvents, MOST_FAILED, spread, TICKS_A_SECOND, WAITS } from "./spread";

/** What happened in a second, of all shards. */
export interface Second {
  /** Clients that are connected at its end. */
  connected: number;
  /** Handshakes, and those that were refused. */
  attempts: number;
  refused: number;
  /** Messages that were taken; those that were throttled; those that were given up. */
  messages: number;
  throttled: number;
  lost: number;
}

/** Clients by how often they have failed. */
type Counts = readonly (number | undefined)[];

const sum = (counts: Counts): number => counts.reduce<number>((all, count = 0) => all + count, 0);

/**
 * A token bucket; it holds at least what comes in a step, as that would otherwise be lost before it could be taken, and what
 * one of those takes who take from it.
 */
class Bucket {
  private readonly size: number;
  private tokens: number;

  constructor(
    private readonly rate: number,
    size: number,
    /** Tokens that each takes. */
    private readonly each = 1,
  ) {
    this.size = Math.max(size, rate / TICKS_A_SECOND, each);
    this.tokens = this.size;
  }

  fill(): void {
    this.tokens = Math.min(this.size, this.tokens + this.rate / TICKS_A_SECOND);
  }

  /** Takes the tokens of up to so many, and returns of how many there were. */
  take(wanted: number): number {
    const taken = Math.min(wanted, Math.floor(this.tokens / this.each));
    this.tokens -= taken * this.each;
    return taken;
  }
}

/** Clients in numbers: those of one account and region, which are all alike. */
export class Shard {
  private connected = 0;
  /** Clients that will try to connect, by how often they have failed. */
  private readonly connecting = new Calendar();
  /** Clients of an outage's share, which find no place until it is over, by how often they have failed. */
  private readonly barred = new Calendar();
  /** Connected clients, by when AWS ends their connection. */
  private readonly ending = new Calendar();
  /** Messages that will be sent again, by how often they were. */
  private readonly retries = new Calendar();
  private readonly connects: Bucket;
  private readonly requests: Bucket;

  constructor(
    clients: number,
    private readonly design: Design,
    private readonly random: Random,
  ) {
    const { connectRate, requestRate, requestBurst, postsPerMessage, ramp } = design;
    // How many handshakes are taken at once is not documented: *assumed* a second's.
    this.connects = new Bucket(connectRate, connectRate);
    this.requests = new Bucket(requestRate, requestBurst, 1 + postsPerMessage);
    const parts = Math.max(1, Math.round(ramp * TICKS_A_SECOND));
    spread(clients, parts, random).forEach((count, tick) => this.connecting.add(tick, 0, count));
  }

  get open(): number {
    return this.connected;
  }

  /** One step of time; in an outage those whom it has touched cannot connect. */
  step(tick: number, isOut: boolean, second: Second): void {
    this.connects.fill();
    this.requests.fill();
    this.end(tick);
    const barred = this.barred.take(tick);
    this.connect(tick, isOut ? [] : barred, second);
    if (isOut) this.refuse(tick, barred, second);
    this.send(tick, second);
  }

  /** An outage touches a share of the clients: those connected lose it, notice at once and try again; none finds a place. */
  drop(tick: number, share: number): void {
    const lost = Math.round(this.connected * share);
    this.connected -= lost;
    this.ending.move(share);
    this.connecting.move(share, this.barred);
    this.postpone(this.barred, { tick, failed: 1, count: lost });
  }

  private end(tick: number): void {
    const ending = Math.min(this.connected, this.ending.take(tick)[0] ?? 0);
    this.connected -= ending;
    this.connecting.add(tick, 0, ending);
  }

  /** Those who are due, and others, connect as far as there are places. */
  private connect(tick: number, others: Counts, second: Second): void {
    const due = this.connecting.take(tick);
    const length = Math.max(due.length, others.length);
    const trying = Array.from({ length }, (_, failed) => (due[failed] ?? 0) + (others[failed] ?? 0));
    const taken = allot(trying, this.connects.take(sum(trying)));
    trying.forEach((count, failed) => {
      const own = taken[failed] ?? 0;
      second.attempts += count;
      second.refused += count - own;
      this.connected += own;
      this.ending.add(tick + QUOTAS.connectionSeconds.value * TICKS_A_SECOND, 0, own);
      this.postpone(this.connecting, { tick, failed: failed + 1, count: count - own });
    });
  }

  private refuse(tick: number, barred: Counts, second: Second): void {
    second.attempts += sum(barred);
    second.refused += sum(barred);
    barred.forEach((count = 0, failed) => this.postpone(this.barred, { tick, failed: failed + 1, count }));
  }

  private send(tick: number, second: Second): void {
    const { messagesPerMinute, messageAttempts } = this.design;
    const mean = (this.connected * messagesPerMinute) / 60 / TICKS_A_SECOND;
    const [, ...again] = this.retries.take(tick);
    const sending = [countEvents(mean, this.random), ...again];
    const taken = allot(sending, this.requests.take(sum(sending)));
    sending.forEach((count = 0, failed) => {
      const refused = count - (taken[failed] ?? 0);
      second.messages += count - refused;
      second.throttled += refused;
      if (failed + 1 >= messageAttempts) second.lost += refused;
      else this.postpone(this.retries, { tick, failed: failed + 1, count: refused });
    });
  }

  /** Enters those who have failed so often where they try again, each after a wait of its own. */
  private postpone(
    calendar: Calendar,
    { tick, failed: often, count }: { readonly tick: number; readonly failed: number; readonly count: number },
  ): void {
    if (count === 0) return;
    const failed = Math.min(often, MOST_FAILED);
    const { first, last } = WAITS[this.design.backOff](this.design, failed);
    const parts = last - first + 1;
    const later = (index: number, part: number) => calendar.add(tick + first + index, failed, part);
    if (count < parts) for (let each = 0; each < count; each++) later(this.random.below(parts), 1);
    else spread(count, parts, this.random).forEach((part, index) => later(index, part));
  }
}
