import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { RelayEvent, SocketEvent } from "../../console/client-api";
import { configuration, PASS } from "../configuration";
import { type Served, serve } from "../serve";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const REFUSING = {
  integration_type: "MOCK",
  request_templates: { $default: '{"statusCode":#if($input.params("x-color")=="red")403#{else}200#end}' },
};

let served: Served;
beforeAll(async () => {
  served = await serve(
    configuration({
      routes: { $connect: { integration: REFUSING }, $default: { definition: PASS }, mock: { integration: MOCK } },
    }),
  );
});
afterAll(() => served.close());

const HEADERS = { "content-type": "application/json" };
const call = (path: string, body: object) =>
  fetch(`http://127.0.0.1:${served.port}/_console/api/${path}`, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(body),
  });
const post = async (path: string, body: object) => (await call(path, body)).json() as Promise<Record<string, string>>;

/** A page with its stream: what it is told, one at a time. */
async function openPage() {
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${served.port}/_console/api/relay`, {
    ...{ method: "POST", headers: HEADERS, body: "{}", signal: leaving.signal },
  });
  const lines = createInterface({ input: Readable.fromWeb(response.body!) })[Symbol.asyncIterator]();
  const next = async (): Promise<RelayEvent> => JSON.parse((await lines.next()).value) as RelayEvent;
  const first = await next();
  if (first.kind !== "relay") throw new Error("no relay");
  const address = `ws://127.0.0.1:${served.port}/api`;
  const open = async (more: object = {}) =>
    (await post("sockets", { relay: first.relay, address, ...more })).socket ?? "";
  return { next: next as () => Promise<SocketEvent>, open, relay: first.relay, leave: () => leaving.abort() };
}

it("opens several sockets, sends messages and pings, and tells of what comes and how they close", async () => {
  const page = await openPage();
  const one = await page.open();
  const opened = await page.next();
  expect(opened).toEqual({
    socket: one,
    at: expect.any(Number),
    kind: "open",
    protocol: "",
    connectionId: expect.any(String),
  });
  expect([...served.aws().connections.keys()]).toContain(opened.connectionId);
  const two = await page.open();
  expect(await page.next()).toMatchObject({ socket: two, kind: "open" });
  expect(await post(`socket/${two}`, { do: "send", text: '{"naïve":"🙂"}' })).toEqual({});
  const { text = "", ...frame } = await page.next();
  expect(frame).toEqual({ socket: two, at: expect.any(Number), kind: "frame" });
  expect(JSON.parse(text)).toMatchObject({ input: '{"naïve":"🙂"}' });
  await post(`socket/${one}`, { do: "ping" });
  expect(await page.next()).toMatchObject({ socket: one, kind: "pong" });
  await post(`socket/${one}`, { do: "close", code: 4001, reason: "done" });
  expect(await page.next()).toMatchObject({ socket: one, kind: "close", code: 4001, reason: "done" });
  expect(await post(`socket/${one}`, { do: "ping" })).toEqual({
    message: `socket: is not open, got '${one}'; open another one`,
  });
  page.leave();
});

it("sends headers, a query and a key, and tells how a handshake is refused", async () => {
  const page = await openPage();
  await page.open({ headers: [["x-color", "blue"]] });
  expect(await page.next()).toMatchObject({ kind: "open" });
  await page.open({ headers: [["x-color", "red"]] });
  expect(await page.next()).toMatchObject({ kind: "refused", status: 403 });
  await page.open({ address: "ws://127.0.0.1/none" });
  expect(await page.next()).toMatchObject({ kind: "refused", status: 403, text: '{"message":"Forbidden"}' });
  await page.open({ address: "wss://elsewhere.example/api" });
  expect(await page.next()).toMatchObject({ kind: "refused", status: 403 });
  page.leave();
});

it("sends a message in one frame, or in as many as it is asked for", async () => {
  const page = await openPage();
  const text = JSON.stringify({ text: "ü".repeat(20_000) });
  const whole = await page.open();
  await page.next();
  await post(`socket/${whole}`, { do: "send", text });
  expect(await page.next()).toMatchObject({ kind: "close", code: 1009 });
  const cut = await page.open();
  await page.next();
  await post(`socket/${cut}`, { do: "send", text, frameSize: 32_768 });
  expect(JSON.parse((await page.next()).text ?? "")).toMatchObject({ input: text });
  page.leave();
});

it("closes a page's sockets when the page goes", async () => {
  const page = await openPage();
  await page.open();
  const { connectionId = "" } = await page.next();
  expect(served.aws().connections.has(connectionId)).toBe(true);
  page.leave();
  await new Promise<void>((resolve) => {
    const look = () => (served.aws().connections.has(connectionId) ? setImmediate(look) : resolve());
    look();
  });
  expect((await call("sockets", { relay: page.relay, address: "ws://127.0.0.1/api" })).status).toBe(404);
});

it.each([
  [
    { address: "http://127.0.0.1/api" },
    "sockets.address: no address of a WebSocket, got 'http://127.0.0.1/api'; write it as ws://127.0.0.1:4566/api",
  ],
  [{ headers: [["a b", "c"]] }, "sockets.headers: no header's name, got 'a b'; write it as x-api-key"],
  [
    { headers: [["Sec-WebSocket-Key", "c"]] },
    "sockets.headers: a header of the handshake itself, got 'Sec-WebSocket-Key'; leave it out",
  ],
  [
    { headers: [["a", "b\r\nc: d"]] },
    "sockets.headers: no value of the header 'a', got 'b\r\nc: d'; use ASCII on one line",
  ],
  [{ headers: [3] }, "sockets.headers: no header's name, got none; write it as x-api-key"],
  [{ headers: "a" }, 'sockets.headers: is no list, got "a"; correct it'],
  [
    { protocols: ["a", "a"] },
    "sockets.protocols: no subprotocol, or one that is there twice, got 'a'; write it as ocpp1.6",
  ],
])("rejects a handshake that no socket can have: %j", async (more, message) => {
  const page = await openPage();
  const response = await call("sockets", { relay: page.relay, address: "ws://127.0.0.1/api", ...more });
  expect([response.status, await response.json()]).toEqual([400, { message }]);
  page.leave();
});

it.each([
  [{ do: "close", code: 1001 }, "socket.code: is no code that a client may send, got 1001; use 1000 or 3000 to 4999"],
  [{ do: "close", reason: "x".repeat(200) }, `socket.reason: is too long, got '${"x".repeat(40)}…'; keep to 123 bytes`],
  [{ do: "shout" }, "socket.do: is none of the known values, got \"shout\"; use 'send', 'ping', 'close'"],
])("rejects what no client can do: %j", async (action, message) => {
  const page = await openPage();
  const socket = await page.open();
  await page.next();
  const response = await call(`socket/${socket}`, action);
  expect([response.status, await response.json()]).toEqual([400, { message }]);
  page.leave();
});
