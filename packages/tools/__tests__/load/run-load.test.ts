import { createToken, PendingMessages } from "../../load/pending";
import { compileMessage } from "../../load/message-template";
import { readLoadFigures } from "../../load/metrics";
import type { Channel, ChannelEvents } from "../../load/open-channel";
import type { LoadPlan } from "../../load/plan";
import { type LoadProgress, type LoadResult, runLoad } from "../../load/run-load";

const PLAN: LoadPlan = {
  connections: 2,
  rate: 100,
  duration: 2_000,
  ramp: 0,
  messages: [compileMessage("m", "{{token}}", "m")],
  timeout: 5_000,
  expect: undefined,
  storms: [],
  reconnectEvery: undefined,
  reconnectAfter: 500,
};

/** A clock that runs as fast as the callbacks do, and what a server does in its time. */
class World {
  time = 0;
  readonly begun = { date: () => 0, random: () => 0 };
  private readonly timers: [number, () => void][] = [];

  readonly clock = {
    now: () => this.time,
    after: (milliseconds: number, callback: () => void) => {
      this.timers.push([this.time + milliseconds, callback]);
      return () => undefined;
    },
  };

  /** Lets time pass until nothing waits for it any more. */
  async run(
    plan: Partial<LoadPlan>,
    server: Server,
    signal?: AbortSignal,
  ): Promise<LoadResult & { told: LoadProgress[] }> {
    const told: LoadProgress[] = [];
    const result = runLoad(
      { ...PLAN, ...plan },
      {
        ...this.begun,
        clock: this.clock,
        signal,
        progress: (state) => told.push(state),
        connect: (events) => connect(events, server, this.clock),
      },
    );
    for (;;) {
      this.timers.sort(([one], [other]) => one - other);
      const next = this.timers.shift();
      if (!next) return { ...(await result), told };
      this.time = Math.max(this.time, next[0]);
      next[1]();
    }
  }
}

/** What a server does: it answers a text after so many milliseconds, or does not. */
interface Server {
  readonly answer?: (text: string, now: number) => readonly [text: string, after: number] | undefined;
  readonly refuse?: (now: number) => string | undefined;
  readonly opened?: (events: ChannelEvents, now: number) => void;
}

function connect(events: ChannelEvents, server: Server, clock: World["clock"]): Channel {
  let isOpen = false;
  let isClosed = false;
  clock.after(10, () => {
    if (isClosed) return;
    const why = server.refuse?.(clock.now());
    if (why !== undefined) return events.refused(why);
    isOpen = true;
    events.opened();
    server.opened?.(
      {
        ...events,
        closed(reason) {
          isOpen = false;
          events.closed(reason);
        },
      },
      clock.now(),
    );
  });
  return {
    isOpen: () => isOpen,
    send(text) {
      const answered = server.answer?.(text, clock.now());
      if (answered) clock.after(answered[1], () => isOpen && events.received(answered[0]));
    },
    close() {
      isOpen = false;
      isClosed = true;
    },
  };
}

const echo: Server = { answer: (text) => [text, 20] };
const run = (plan: Partial<LoadPlan>, server: Server, signal?: AbortSignal) => new World().run(plan, server, signal);

it("sends messages at their rate, each connection in its turn, and measures answers by message", async () => {
  const messages = [compileMessage("one", "1 {{token}}", "1"), compileMessage("two", "2 {{token}}", "2")];
  const slow: Server = { answer: (text) => [text, text.startsWith("1") ? 20 : 400] };
  const report = await run({ messages, ramp: 100 }, slow);
  expect(report).toMatchObject({ sent: 200, answered: 200, failed: 0, unsent: 0, unexpected: 0, durationSeconds: 2 });
  expect(report.routes).toMatchObject({ one: { sent: 100, answered: 100 }, two: { sent: 100, answered: 100 } });
  expect(report.routes["one"]?.latency?.max).toBeLessThan(30);
  expect(report.routes["two"]?.latency?.min).toBeGreaterThan(390);
  expect(report.seconds.map(({ second }) => second)).toEqual([-1, 0, 1, 2]);
  expect(report.bytesSent).toBe(report.bytesReceived);
  expect(report.told.at(-1)).toMatchObject({ second: 2, connections: 2 });
});

it("counts a latency from when the message was due, not from when it could be sent", async () => {
  const held: Server = { answer: (text, now) => [text, now < 1_000 ? 1_000 - now : 1] };
  const report = await run({}, held);
  expect(report.latency?.p90).toBeGreaterThan(700);
  expect(report.latency?.max).toBeGreaterThan(950);
});

it("matches answers without a token by their order, and counts those that answer nothing", async () => {
  const messages = [compileMessage("m", "{{counter}}", "m")];
  const hurrying: Server = { answer: (text, now) => [text, now < 1_000 ? 10 : 5] };
  expect(await run({ messages }, hurrying)).toMatchObject({ answered: 200, unexpected: 0, matchedBy: "order" });
  const greeting: Server = { ...echo, opened: (events) => events.received("welcome") };
  expect(await run({}, greeting)).toMatchObject({ answered: 200, unexpected: 2, matchedBy: "token" });
});

it("counts what fails by its cause, and each message once", async () => {
  const error = '{"message": "Internal server error", "connectionId":"a", "requestId":"b"}';
  const failing: Server = {
    answer: (text, now) =>
      now < 500 ? [error, 1] : now < 1_000 ? [`{"status":"FAILED","input":"${text}"}`, 1] : undefined,
  };
  const report = await run({ rate: 10, timeout: 300 }, failing);
  expect(report.failures).toEqual({
    "no answer in time": expect.any(Number),
    "Internal server error": expect.any(Number),
    "the execution is FAILED, expected SUCCEEDED": 5,
  });
  expect(report.failed).toBe(20);
  expect(report.sent + report.unsent).toBe(20);
  expect(readLoadFigures(report)).toMatchObject({ failed: 100, refused: 0, closed: 0 });
});

it("opens again what was refused and lost, and says why", async () => {
  const server: Server = {
    ...echo,
    refuse: (now) => (now < 100 ? "HTTP 429" : undefined),
    opened: (events, now) => void (now < 600 && events.closed("1001")),
  };
  const report = await run({ connections: 3 }, server);
  expect(report.refusals).toEqual({ "HTTP 429": 3 });
  expect(report.closes).toEqual({ 1001: 3 });
  expect(report.connect).toMatchObject({ opened: 6, failed: 3 });
  expect(report.failures).toEqual({ "no connection is open": report.unsent });
});

it("closes all at a storm, and old ones one by one", async () => {
  expect((await run({ storms: [500, 1_500], connections: 5 }, echo)).connect.opened).toBe(15);
  expect((await run({ reconnectEvery: 600, connections: 5, ramp: 500 }, echo)).connect.opened).toBeGreaterThan(15);
});

it("takes what still comes on a connection that it has closed for no answer to a message of the next one", async () => {
  const messages = [compileMessage("m", "{{counter}}", "m")];
  let comeLate = () => {};
  const server: Server = {
    opened: (events, now) => void (now < 1_000 && (comeLate = () => events.received("late"))),
    answer(text, now) {
      if (now > 1_600) comeLate();
      return [text, 30];
    },
  };
  expect(await run({ messages, storms: [1_500], connections: 1 }, server)).toMatchObject({ unexpected: 0 });
});

it("ends at once when it is interrupted, and counts what waits as no failure", async () => {
  const interruption = new AbortController();
  const server: Server = {
    answer(text, now) {
      if (now > 1_000) interruption.abort();
      return now > 900 ? undefined : [text, 1];
    },
  };
  const report = await run({}, server, interruption.signal);
  expect(report).toMatchObject({ isInterrupted: true, unsent: 0, failed: 0 });
  expect(report.sent).toBeGreaterThan(report.answered);
  expect(report.durationSeconds).toBeLessThan(1.1);
});

it("finds no answer to another run's messages, and none twice", () => {
  const pending = new PendingMessages();
  const token = createToken(7, 1);
  pending.add({ route: "m", due: 0, token, isOver: false });
  expect(pending.take(createToken(8, 1), false)).toBeUndefined();
  expect(pending.take(`{"input": "${token}"}`, false)).toMatchObject({ token });
  expect(pending.take(token, false)).toBeUndefined();
  pending.add({ route: "without", due: 0, isOver: false });
  expect(pending.take(token, true)).toBeUndefined();
  expect(pending.take("load-balancer1234", false)).toMatchObject({ route: "without" });
});
