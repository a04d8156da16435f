import { exchange, type ExchangeOptions } from "../../smoke/exchange";
import { requireMessage, splitFrames } from "../../smoke/send-message";
import { createVirtualClock } from "@sfn-websocket/local/__tests__/virtual-clock";
import { refuseSockets, serveSockets, type TinyServer } from "./tiny-server";

let server: TinyServer;
afterEach(() => server.close());

/** Exchanges a message with the test's server; time stands still unless the test moves it. */
function send(options: Partial<ExchangeOptions> = {}) {
  return exchange({
    url: server.url,
    headers: {},
    protocols: [],
    message: "hello",
    messages: 1,
    connectTimeout: 10_000,
    timeout: 30_000,
    isFinal: (text) => text === "final",
    clock: createVirtualClock(),
    ...options,
  });
}

describe("an exchange", () => {
  it("measures the answer from when the message was sent", async () => {
    const clock = createVirtualClock();
    server = await serveSockets((socket, message) => {
      clock.advance(12);
      socket.send(`${message} back`);
    });
    expect(await send({ clock })).toEqual({
      connectLatency: 0,
      received: [{ text: "hello back", latency: 12 }],
      ending: { kind: "answered" },
    });
  });

  it("waits for as many answers as it is told, each with the timeout anew", async () => {
    const clock = createVirtualClock();
    server = await serveSockets((socket) => {
      clock.advance(29_000);
      socket.send("1");
      socket.on("pong", () => {
        clock.advance(29_000);
        socket.send("2");
        socket.send("3");
      });
      socket.ping();
    });
    const { received, ending } = await send({ clock, messages: 2 });
    expect(received).toEqual([
      { text: "1", latency: 29_000 },
      { text: "2", latency: 58_000 },
    ]);
    expect(ending).toEqual({ kind: "answered" });
  });

  it("does not wait for more after a final answer", async () => {
    server = await serveSockets((socket) => socket.send("final"));
    expect(await send({ messages: 2 })).toMatchObject({ received: [{ text: "final" }], ending: { kind: "answered" } });
  });

  it("sends headers and subprotocols", async () => {
    const asked: unknown[] = [];
    server = await refuseSockets((response) => {
      const { headers } = response.req;
      asked.push(headers.authorization, headers["sec-websocket-protocol"], headers["sec-websocket-extensions"]);
      response.end();
    });
    await send({ headers: { Authorization: "Bearer x" }, protocols: ["a", "b"] });
    expect(asked).toEqual(["Bearer x", "a,b", undefined]);
  });

  it("ends unanswered when the timeout is over", async () => {
    const clock = createVirtualClock();
    server = await serveSockets(() => undefined);
    const sent = send({ clock });
    await clock.waiting(30_000);
    clock.advance(30_000);
    expect(await sent).toMatchObject({ received: [], ending: { kind: "unanswered" } });
  });

  it("ends unconnected when nothing answers the handshake in time", async () => {
    const clock = createVirtualClock();
    server = await refuseSockets(() => clock.advance(10_000));
    expect(await send({ clock })).toEqual({
      connectLatency: undefined,
      received: [],
      ending: { kind: "unconnected" },
    });
  });

  it("terminates a connection whose server does not answer the close", async () => {
    const clock = createVirtualClock();
    server = await serveSockets((socket) => {
      socket.send("final");
      socket.pause();
    });
    const sent = send({ clock });
    await clock.waiting(1_000);
    clock.advance(1_000);
    expect((await sent).ending).toEqual({ kind: "answered" });
  });

  it("ends refused with the HTTP answer", async () => {
    server = await refuseSockets((response) => {
      response.writeHead(403, { "x-amzn-ErrorType": "ForbiddenException" }).end('{"message":"Forbidden"}');
    });
    expect((await send()).ending).toMatchObject({
      kind: "refused",
      status: 403,
      headers: { "x-amzn-errortype": "ForbiddenException" },
      body: '{"message":"Forbidden"}',
    });
  });

  it("keeps the beginning of a refusal that is long, or breaks off", async () => {
    server = await refuseSockets((response) => {
      response.writeHead(500, { "content-length": "1000000" });
      response.write("x".repeat(100_000), () => response.destroy());
    });
    const { ending } = await send();
    expect(ending).toMatchObject({ kind: "refused", status: 500, body: expect.stringMatching(/^x+$/) });
  });

  it.each([
    [1000, "Connection Closed Normally"],
    [1001, "Going away"],
    [1003, "Binary is not supported"],
    [1009, "Message too big"],
  ])("ends closed by a server that closes with %i", async (code, reason) => {
    server = await serveSockets((socket) => socket.close(code, reason));
    expect((await send()).ending).toEqual({ kind: "closed", code, reason });
  });

  it("ends closed with 1006 by a connection that breaks", async () => {
    server = await serveSockets((socket) => socket.terminate());
    expect((await send()).ending).toEqual({ kind: "closed", code: 1006, reason: "" });
  });

  it("ends closed with what is wrong with the server's frames", async () => {
    server = await serveSockets((socket) => {
      Reflect.get(socket, "_socket").write(Buffer.from([0xf1, 0x00]));
    });
    expect((await send()).ending).toEqual({
      kind: "closed",
      code: 1006,
      reason: "Invalid WebSocket frame: RSV2 and RSV3 must be clear",
    });
  });

  it.each([
    ["ws", "ECONNREFUSED", /^connect ECONNREFUSED 127\.0\.0\.1:\d+$/],
    ["wss", "ECONNREFUSED", /^connect ECONNREFUSED 127\.0\.0\.1:\d+$/],
  ])("ends unreachable where nothing listens on %s", async (scheme, code, message) => {
    server = await serveSockets(() => undefined);
    await server.close();
    expect((await send({ url: server.url.replace("ws", scheme) })).ending).toEqual({
      kind: "unreachable",
      code,
      message: expect.stringMatching(message),
    });
    server = await serveSockets(() => undefined);
  });

  it("ends unreachable where the server speaks no TLS", async () => {
    server = await serveSockets(() => undefined);
    const { ending } = await send({ url: server.url.replace("ws", "wss") });
    expect(ending).toMatchObject({ kind: "unreachable", code: "EPROTO" });
  });

  it("ends unreachable where the server hangs up", async () => {
    server = await refuseSockets((response) => response.destroy());
    expect((await send()).ending).toEqual({ kind: "unreachable", code: "ECONNRESET", message: "socket hang up" });
  });
});

describe("a long message", () => {
  it("is split between characters", () => {
    const frames = splitFrames(Buffer.from("aéé😀bc"), 4);
    expect(frames.map(String)).toEqual(["aé", "é", "😀", "bc"]);
    expect(splitFrames(Buffer.from("")).map(String)).toEqual([""]);
  });

  it("has frames of at most 32 KB", () => {
    const sizes = (bytes: number) => splitFrames(Buffer.alloc(bytes, "x")).map(({ length }) => length);
    expect([sizes(32_768), sizes(32_769), sizes(131_072)]).toEqual([
      [32_768],
      [32_768, 1],
      [32_768, 32_768, 32_768, 32_768],
    ]);
  });

  it("over 128 KB is rejected", () => {
    expect(requireMessage("x".repeat(131_072))).toHaveLength(131_072);
    expect(() => requireMessage("é".repeat(65_537))).toThrow(
      new Error(
        "--message: over 131072 bytes, got 131074; send less: API Gateway would close the connection with 1009",
      ),
    );
  });
});
