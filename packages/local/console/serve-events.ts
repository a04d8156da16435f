import type { Writable } from "node:stream";
import type { HttpAnswer } from "../http/http-answer";
import { summarize } from "../trace/read-source";
import type { TraceSummary } from "../trace/trace";
import type { TraceSource } from "../trace/trace-source";
import type { ConsoleWorld } from "./console-world";
import type { ConsoleEvents } from "./api";
import { ConsoleProblem } from "./console-problem";
import { HARDENED } from "./hardened";

/** Milliseconds between two looks at what has changed, and between two signs of life. */
const TICK = 200;
const HEARTBEAT = 15_000;
/** Clients at a time: each open page is one. */
const MOST_CLIENTS = 32;
/** Traces that are told at each tick, the newest ones: more nobody reads, and the list has them. */
const MOST_TRACES = 200;
/** Traces that were told as running, whose end is awaited: the page shows as many. */
const MOST_RUNNING = 10_000;

/** Calls back each so many milliseconds, until the function that it returns is called. */
export type Every = (milliseconds: number, callback: () => void) => () => void;

const every: Every = (milliseconds, callback) => {
  const timer = setInterval(callback, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

let clients = 0;

/** Answers `events`: server-sent events for as long as the client listens. @throws ConsoleProblem for one client too many. */
export function serveEvents(world: ConsoleWorld, tick: Every = every): HttpAnswer {
  if (clients >= MOST_CLIENTS)
    throw new ConsoleProblem(429, `events: too many listen, got ${clients + 1}; close a page of the console`);
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", ...HARDENED },
    stream(response) {
      clients += 1;
      const teller = new EventTeller(world, response);
      const stop = tick(TICK, () => teller.tick());
      response.once("close", () => {
        clients -= 1;
        stop();
        teller.stop();
      });
    },
  };
}

/**
 * What one client is told. Nothing waits for one that does not read: what has changed is noted, each trace once, and
 * described when it can be sent; the end of one that was told as running is never left out.
 */
class EventTeller {
  private readonly changed = new Set<number>();
  private readonly running = new Set<number>();
  /** Of those that were told as running: described at once, since they may be dropped before they are sent. */
  private readonly ended: TraceSummary[] = [];
  private readonly unsubscribe: (() => void) | undefined;
  private version = 0;
  private open = -1;
  private ticks = 0;

  constructor(
    private readonly world: ConsoleWorld,
    private readonly response: Writable,
  ) {
    this.unsubscribe = world.aws().traces?.subscribe((id, source) => this.note(id, source));
    response.write("retry: 1000\n\n");
    this.tick();
  }

  stop(): void {
    this.unsubscribe?.();
  }

  tick(): void {
    if (this.response.writableNeedDrain) return;
    this.ticks += 1;
    if ((this.ticks * TICK) % HEARTBEAT === 0) this.response.write(": alive\n\n");
    this.tellServed();
    this.tellConnections();
    this.tellTraces();
  }

  private note(id: number, source: TraceSource): void {
    if (this.running.delete(id)) return void this.ended.push(summarize(id, source));
    this.changed.delete(id);
    this.changed.add(id);
    if (this.changed.size <= MOST_TRACES) return;
    const [oldest] = this.changed;
    if (oldest !== undefined) this.changed.delete(oldest);
  }

  private tellServed(): void {
    const version = this.world.version();
    if (version === this.version) return;
    this.version = version;
    this.tell("served", { version });
  }

  private tellConnections(): void {
    const open = this.world.aws().connections.size;
    if (open === this.open) return;
    this.open = open;
    this.tell("connections", { open });
  }

  private tellTraces(): void {
    const { traces } = this.world.aws();
    const changed = [...this.changed].flatMap((id) => traces?.findSummary(id) ?? []);
    for (const summary of [...this.ended, ...changed].sort((a, b) => a.id - b.id)) {
      this.tell("trace", summary);
      if (summary.outcome === "running" && this.running.size < MOST_RUNNING) this.running.add(summary.id);
    }
    this.changed.clear();
    this.ended.length = 0;
  }

  private tell<Name extends keyof ConsoleEvents>(name: Name, data: ConsoleEvents[Name]): void {
    this.response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
