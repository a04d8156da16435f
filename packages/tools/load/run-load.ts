import type { Clock } from "../smoke/exchange";
import { type Connect, LoadClient } from "./load-client";
import { createToken, type Pending } from "./pending";
import type { LoadPlan } from "./plan";
import type { LoadReport } from "./report";
import { Tally } from "./tally";

/** Milliseconds between two looks at what is due. */
const TICK = 2;
const SECOND = 1_000;

export interface LoadWorld {
  readonly connect: Connect;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** Milliseconds since 1970, for what messages say. */
  readonly date: () => number;
  /** Ends the run before its time. */
  readonly signal?: AbortSignal | undefined;
  /** Told how the run stands, every second. @default nobody is */
  readonly progress?: (state: LoadProgress) => void;
}

/** How a run stands. */
export interface LoadProgress {
  /** Seconds since the first message was due; negative before. */
  readonly second: number;
  readonly connections: number;
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
}

/** What a report has of the run itself. */
export type LoadResult = Omit<LoadReport, "url" | "startedAt">;

/**
 * Opens connections, and when all have come about or were refused sends messages at their times, whatever the server does: an
 * open loop. A message's latency counts from when it was due.
 */
export function runLoad(plan: LoadPlan, world: LoadWorld): Promise<LoadResult> {
  return new Promise((resolve) => new LoadRun(plan, world, resolve).tick());
}

class LoadRun {
  private readonly tally: Tally;
  private readonly clients: LoadClient[] = [];
  /** When clients that were lost are opened again. */
  private readonly returning = new Map<LoadClient, number>();
  private readonly started: number;
  /** When the first message is due, or later, as long as connections have not come about. */
  private began: number;
  /** Those that may still wait, the oldest first, and whose they are. */
  private waiting: { readonly pending: Pending; readonly client: LoadClient }[] = [];
  private storms: readonly number[];
  private made = 0;
  private turn = 0;
  private second: number;
  private sentFor = 0;
  private readonly salt = Math.floor(Math.random() * 36 ** 4);

  constructor(
    private readonly plan: LoadPlan,
    private readonly world: LoadWorld,
    private readonly ended: (result: LoadResult) => void,
  ) {
    this.tally = new Tally(plan.messages.map(({ name }) => name));
    this.started = world.clock.now();
    this.began = this.started + plan.ramp;
    this.storms = [...plan.storms].sort((one, other) => one - other);
    this.second = -Math.ceil(plan.ramp / SECOND);
  }

  readonly tick = (): void => {
    const { plan, world } = this;
    const isReady = this.openClients();
    if (!isReady) this.began = Math.max(this.began, world.clock.now());
    const time = world.clock.now() - this.began;
    const isStopped = world.signal?.aborted === true;
    this.endSeconds(time);
    if (!isStopped && isReady) {
      this.reopenClients(time);
      this.closeClients(time);
      this.sendDue(Math.min(time, plan.duration));
      this.sentFor = Math.max(0, Math.min(time, plan.duration));
    }
    this.giveUpLate(time);
    const isDone = isStopped || (time >= plan.duration && this.waiting.length === 0);
    if (isDone) this.end(time, isStopped);
    else world.clock.after(TICK, this.tick);
  };

  /** Opens those whose time has come, and returns whether all have been opened or refused. */
  private openClients(): boolean {
    const { clients, plan, world } = this;
    if (clients.length === plan.connections) return clients.every(({ isSettled }) => isSettled);
    const passed = world.clock.now() - this.started;
    const due = plan.ramp === 0 ? plan.connections : Math.ceil((passed / plan.ramp) * plan.connections);
    while (clients.length < Math.min(plan.connections, Math.max(1, due))) {
      const client = new LoadClient(clients.length, {
        tally: this.tally,
        connect: world.connect,
        now: world.clock.now,
        expect: plan.expect,
        lost: (lost) => this.returning.set(lost, world.clock.now() + plan.reconnectAfter * (1 + world.random())),
      });
      clients.push(client);
      client.open();
    }
    return false;
  }

  private reopenClients(time: number): void {
    if (time >= this.plan.duration) return;
    for (const [client, at] of this.returning) {
      if (at > this.began + time) continue;
      this.returning.delete(client);
      client.open();
    }
  }

  private closeClients(time: number): void {
    const { reconnectEvery, duration } = this.plan;
    if (time >= duration) return;
    const [storm = Infinity] = this.storms;
    const isStorm = storm <= time;
    if (isStorm) this.storms = this.storms.slice(1);
    else if (reconnectEvery === undefined) return;
    for (const client of this.clients) {
      const { openedAt } = client;
      if (openedAt === undefined || !(isStorm || openedAt + (reconnectEvery ?? Infinity) <= this.began + time))
        continue;
      client.close();
      client.open();
    }
  }

  private sendDue(time: number): void {
    const { rate, messages, duration } = this.plan;
    for (;;) {
      const due = rate === 0 ? Infinity : (this.made * SECOND) / rate;
      const template = messages[this.made % messages.length];
      if (due > time || due >= duration || template === undefined) return;
      const index = this.made++;
      const client = this.nextOpen();
      if (!client) {
        this.tally.addUnsent(template.name);
        continue;
      }
      const token = createToken(this.salt, index);
      const text = template.render({
        counter: index,
        connection: client.number,
        token,
        now: this.world.date(),
        random: this.world.random,
      });
      const pending: Pending = {
        route: template.name,
        due: this.began + due,
        ...(template.hasToken && { token }),
        isOver: false,
      };
      this.waiting.push({ pending, client });
      client.send(text, pending);
    }
  }

  /** The connections take turns; undefined where none is open. */
  private nextOpen(): LoadClient | undefined {
    for (let tried = 0; tried < this.clients.length; tried++) {
      const client = this.clients[this.turn++ % this.clients.length];
      if (client?.isOpen === true) return client;
    }
    return undefined;
  }

  private giveUpLate(time: number): void {
    let over = 0;
    for (const { pending, client } of this.waiting) {
      if (!pending.isOver && pending.due + this.plan.timeout > this.began + time) break;
      if (!pending.isOver) client.giveUp(pending);
      over += 1;
    }
    if (over > 0) this.waiting = this.waiting.slice(over);
  }

  private get open(): number {
    return this.clients.filter(({ isOpen }) => isOpen).length;
  }

  private endSeconds(time: number): void {
    while (this.second + 1 <= time / SECOND) {
      this.tally.endSecond(this.second, this.open);
      this.second += 1;
      const { sent, answered, failed } = this.tally;
      this.world.progress?.({ second: this.second, connections: this.open, sent, answered, failed });
    }
  }

  private end(time: number, isInterrupted: boolean): void {
    const { plan, tally } = this;
    if (time / SECOND > this.second) tally.endSecond(this.second, this.open);
    const durationSeconds = this.sentFor / SECOND;
    // Before connections are closed: what still waits when a run is interrupted has not failed.
    const read = tally.read();
    for (const client of this.clients) client.close();
    const tokens = plan.messages.filter(({ hasToken }) => hasToken).length;
    this.ended({
      isInterrupted,
      connections: plan.connections,
      rate: plan.rate,
      durationSeconds,
      messagesPerSecond: durationSeconds === 0 ? 0 : read.answered / durationSeconds,
      matchedBy: tokens === 0 ? "order" : tokens === plan.messages.length ? "token" : "both",
      ...read,
    });
  }
}
