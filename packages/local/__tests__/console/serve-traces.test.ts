import { once } from "node:events";
import { connect } from "node:net";
import type { TraceList } from "../../console/api";
import type { Trace } from "../../trace/trace";
import { TraceStore } from "../../trace/trace-store";
import { configuration, PASS } from "../configuration";
import { type Client, type Served, serve } from "../serve";

const ROUTES = { $default: { definition: PASS }, other: { definition: PASS } };

let served: Served;
let client: Client;

beforeAll(async () => {
  served = await serve(configuration({ routes: ROUTES }), { traces: new TraceStore() });
  client = await served.connect();
  await client.ask('{"action":"other","note":"needle"}');
  await client.ask("hello");
  // What answers is loaded by the first call.
  await (await call("traces/2?format=text")).text();
}, 30_000);
afterAll(async () => {
  client.socket.terminate();
  await served.close();
});

const call = (path: string) => fetch(`http://127.0.0.1:${served.port}/_console/api/${path}`);
const list = async (query: string) => ((await (await call(`traces${query}`)).json()) as TraceList).traces;

it("lists the traces, the newest last", async () => {
  const answer = (await (await call("traces")).json()) as TraceList;
  expect([answer.isKept, answer.dropped]).toEqual([true, 0]);
  expect(answer.traces.map(({ id, kind, routeKey, outcome }) => [id, kind, routeKey, outcome])).toEqual([
    [1, "CONNECT", "$connect", "ok"],
    [2, "MESSAGE", "other", "ok"],
    [3, "MESSAGE", "$default", "failed"],
  ]);
});

it.each([
  ["?after=2", [3]],
  ["?kind=CONNECT", [1]],
  ["?route=other", [2]],
  ["?status=400", [3]],
  ["?outcome=failed", [3]],
  ["?text=NEEDLE", [2]],
  ["?text=nowhere", []],
  ["?connection=other", []],
  ["?limit=2", [2, 3]],
  ["?limit=0", []],
  ["?kind=MESSAGE&outcome=ok", [2]],
])("lists of %s those that fit", async (query, ids) => {
  expect((await list(query)).map(({ id }) => id)).toEqual(ids);
});

it("lists those of a connection", async () => {
  const [{ connectionId = "" } = {}] = await list("");
  expect(await list(`?connection=${encodeURIComponent(connectionId)}`)).toHaveLength(3);
});

it("gives a trace, as JSON and as a tree of text", async () => {
  const trace = (await (await call("traces/2")).json()) as Trace;
  expect(trace).toMatchObject({ id: 2, execution: { status: "SUCCEEDED" } });
  const text = await call("traces/2?format=text");
  expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const lines = (await text.text()).split("\n").map((line) => line.replaceAll(trace.connectionId ?? "", "<id>"));
  expect(lines.slice(0, 3)).toEqual([
    "MESSAGE other  200  0 ms  <id>  test/api",
    '  received   {"action":"other","note":"needle"}',
    "  route      $request.body.action is 'other'",
  ]);
  expect(lines).toContain("    Pass  Pass, 0 ms");
});

it("gives the outline of a trace with more data than is asked for, and else the whole", async () => {
  const read = async (query: string) => ((await (await call(`traces/2${query}`)).json()) as Trace).execution;
  const whole = await read("");
  const [state] = whole?.states ?? [];
  expect([state?.input?.length, whole?.events.length]).toEqual([34, 4]);
  expect(await read("?longest=1000")).toEqual(whole);
  const { name, type, enteredAt, exitedAt, status } = state ?? {};
  expect(await read("?longest=100")).toEqual({
    ...whole,
    isOutline: true,
    events: [],
    states: [{ name, type, enteredAt, exitedAt, status, failures: [], children: [] }],
  });
});

it.each([
  ["traces?outcom=ok", 400, "traces: unknown parameter, got 'outcom'; did you mean 'outcome'"],
  ["traces?outcome=faild", 400, "outcome: is none, got 'faild'; did you mean 'failed'"],
  ["traces?limit=-1", 400, "limit: is no number from 0, got '-1'; correct it"],
  ["traces/99", 404, "traces: is not kept, got '99'; it is none, or older than those that are kept"],
  ["traces/x", 404, "traces: is not kept, got 'x'; it is none, or older than those that are kept"],
  ["traces/2?format=xml", 400, "format: is no format, got 'xml'; use json or text"],
  ["traces/2?text=a", 400, "traces: unknown parameter, got 'text'; use one of 'format', 'longest'"],
  ["traces/2?longest=all", 400, "longest: is no number from 0, got 'all'; correct it"],
])("rejects %s", async (path, status, message) => {
  const answer = await call(path);
  expect([answer.status, await answer.json()]).toEqual([status, { message }]);
});

/** Reads server-sent events until one fits, and returns the data of all that were read. */
async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  fits: (event: Told) => boolean,
): Promise<Told[]> {
  const told: Told[] = [];
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended, got ${text}`);
    text += Buffer.from(value).toString();
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (name !== undefined && data !== undefined) told.push({ name, data: JSON.parse(data) as Told["data"] });
    }
    if (told.some(fits)) return told;
  }
}

interface Told {
  readonly name: string;
  readonly data: Record<string, unknown>;
}

it("tells what happens, for as long as somebody listens, to each who does", async () => {
  const answers = await Promise.all([call("events"), call("events")]);
  expect(answers.map(({ headers }) => headers.get("content-type"))).toEqual([
    "text/event-stream; charset=utf-8",
    "text/event-stream; charset=utf-8",
  ]);
  const readers = answers.map(({ body }) => body!.getReader());
  await client.ask('{"action":"other"}');
  for (const reader of readers) {
    const told = await readUntil(reader, ({ name, data }) => name === "trace" && data.outcome === "ok");
    expect(told).toContainEqual({ name: "served", data: { version: 1 } });
    expect(told).toContainEqual({ name: "connections", data: { open: 1 } });
    expect(told.at(-1)?.data).toMatchObject({ kind: "MESSAGE", routeKey: "other", status: 200 });
    await reader.cancel();
  }
});

it("holds no place for a listener whose turn on its connection never came", async () => {
  for (let count = 0; count < 6; count += 1) {
    const socket = connect(served.port, "127.0.0.1");
    socket.write("GET /_console/api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(6));
    await once(socket, "data");
    socket.destroy();
  }
  const answers = await Promise.all(Array.from({ length: 12 }, () => call("events")));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await Promise.all(answers.map(({ body }) => body?.cancel()));
});

it("says of a server that keeps no traces that it keeps none", async () => {
  const silent = await serve(configuration({ routes: ROUTES }));
  const answer = await fetch(`http://127.0.0.1:${silent.port}/_console/api/traces`);
  expect(await answer.json()).toEqual({ traces: [], dropped: 0, isKept: false });
  const missing = await fetch(`http://127.0.0.1:${silent.port}/_console/api/traces/1`);
  expect(await missing.json()).toEqual({ message: "traces: is not kept, got '1'; start without --no-trace" });
  await silent.close();
});
