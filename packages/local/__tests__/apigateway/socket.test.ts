import { configuration, PASS } from "../configuration";
import { serve, type Served } from "../serve";

describe("a socket", () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
  });
  afterEach(() => served.close());

  it("is closed with 1001 when it was idle for ten minutes", async () => {
    const client = await served.connect();
    served.clock.advance(9 * 60_000);
    await client.ask("{}");
    served.clock.advance(9 * 60_000 + 59_999);
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    served.clock.advance(10 * 60_000);
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  });

  it("is closed with 1001 after two hours, however busy", async () => {
    const client = await served.connect();
    for (let minutes = 0; minutes < 120; minutes += 5) {
      await client.ask("{}");
      served.clock.advance(5 * 60_000);
    }
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  });

  it("gets its own close code and reason back", async () => {
    const client = await served.connect();
    client.socket.close(1000, "probe-complete");
    expect(await client.closed).toEqual({ code: 1000, reason: "probe-complete" });
  });

  it.each([
    [
      `it's "x" \\ /`,
      "Unrecognized token 'it': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
  ])("gets Step Functions' own error for %s on $default", async (message, reason) => {
    const client = await served.connect();
    expect(JSON.parse(await client.ask(message))).toEqual({
      __type: "com.amazonaws.swf.service.v2.model#InvalidExecutionInput",
      message: expect.stringContaining(`Invalid State Machine Execution Input: '${reason}`),
    });
    client.socket.terminate();
  });

  it("is closed with 1001 at the next message when its stage is gone", async () => {
    const client = await served.connect();
    served.deploy(configuration({ routes: { $default: { definition: PASS } }, stage: { name: "other" } }));
    client.socket.send("{}");
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  });

  it("sees what is deployed while it is open", async () => {
    const client = await served.connect();
    expect(JSON.parse(await client.ask('{"a":1}'))).toMatchObject({ output: '{"a":1}' });
    const changed = { StartAt: "P", States: { P: { Type: "Pass", Result: "new", End: true } } };
    served.deploy(configuration({ routes: { $default: { definition: changed } } }));
    expect(JSON.parse(await client.ask('{"a":1}'))).toMatchObject({ output: '"new"' });
  });

  it("is closed with 1001 when the server stops", async () => {
    const client = await served.connect();
    await served.close();
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  });

  it.each(["/", "/other", "/api/more", "/x/api"])("rejects the path %s with 403", async (path) => {
    await expect(served.connect(path)).rejects.toMatchObject({
      status: 403,
      headers: { "x-amzn-errortype": "ForbiddenException" },
      body: '{"message":"Forbidden"}',
    });
  });

  it("accepts a trailing slash", async () => {
    await expect(served.connect("/api/")).resolves.toBeDefined();
  });

  it.each<Record<string, string>>([{ origin: "https://example.com" }, { host: "example.com" }])(
    "rejects a foreign site: %j",
    async (headers) => {
      await expect(served.connect("/api", { headers })).rejects.toMatchObject({ status: 403 });
    },
  );

  it("accepts a page of this machine", async () => {
    await expect(served.connect("/api", { headers: { origin: "http://localhost:3000" } })).resolves.toBeDefined();
  });

  it("does not negotiate compression or a subprotocol that no integration chose", async () => {
    await expect(served.connect("/api", { protocols: ["chat"] })).rejects.toThrow("Server sent no subprotocol");
  });
});
