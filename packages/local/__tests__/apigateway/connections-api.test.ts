import { configuration, PASS } from "../configuration";
import { callConnections, type ConnectionsCall } from "./call-connections";
import { type Client, serve, type Served } from "../serve";

const ECHO_ID = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: "$context.connectionId" } } },
};

describe("the @connections API", () => {
  let served: Served;
  let client: Client;
  let connectionId: string;

  beforeAll(async () => {
    served = await serve(configuration({ routes: { $default: { definition: PASS }, id: ECHO_ID } }));
  });
  afterAll(() => served.close());
  beforeEach(async () => {
    client = await served.connect();
    connectionId = await client.ask('{"action":"id"}');
  });
  afterEach(() => client.socket.terminate());

  const call = (method: string, id: string, more: Partial<ConnectionsCall> = {}) =>
    callConnections(served.port, { method, connectionId: id, ...more });

  it("posts a text message", async () => {
    expect(await call("POST", connectionId, { body: "it's 😀" })).toEqual({ status: 200, type: undefined, body: "" });
    expect(await client.next()).toBe("it's 😀");
  });

  it("describes a connection", async () => {
    const { status, body } = await call("GET", connectionId);
    expect(status).toBe(200);
    expect(body.split("\n")).toEqual([
      "{",
      '  "identity" : {',
      '    "sourceIp" : "127.0.0.1",',
      '    "userAgent" : null',
      "  },",
      '  "connectedAt" : "2022-05-13T20:00:14.974Z",',
      '  "lastActiveAt" : "2022-05-13T20:00:14.974Z"',
      "}",
    ]);
  });

  it("deletes a connection with 1000", async () => {
    expect(await call("DELETE", connectionId)).toEqual({ status: 204, type: undefined, body: "" });
    expect(await client.closed).toEqual({ code: 1000, reason: "Connection Closed Normally" });
    expect(await call("POST", connectionId)).toEqual({ status: 410, type: "GoneException", body: "" });
  });

  it.each(["POST", "GET", "DELETE"])("rejects a %s of a connection that is gone", async (method) => {
    expect(await call(method, "gbikqi-vWQAYKEiHxA==")).toEqual({ status: 410, type: "GoneException", body: "" });
  });

  it.each(["none", "x".repeat(19), "a b", "../../api", "gbikqi-vWQAYKEiHxA"])(
    "rejects the id '%s', which no connection can have",
    async (id) => {
      expect(await call("POST", id)).toEqual({
        status: 400,
        type: "BadRequestException",
        body: JSON.stringify({ message: `Invalid connectionId: ${id}` }),
      });
    },
  );

  it("rejects a call that names no stage", async () => {
    expect(await call("POST", connectionId, { stage: "other" })).toEqual({
      status: 403,
      type: "ForbiddenException",
      body: '{"message":"Forbidden"}',
    });
  });

  it("replaces bytes that are no UTF-8", async () => {
    expect(await call("POST", connectionId, { body: Buffer.from([0x61, 0xff, 0x62]) })).toMatchObject({ status: 200 });
    expect(await client.next()).toBe("a\ufffdb");
  });

  it("rejects a message over 128 KB", async () => {
    const { status } = await call("POST", connectionId, { body: "x".repeat(128 * 1024 + 1) });
    expect(status).toBe(413);
  });

  it("rejects a call without a signature", async () => {
    expect(await call("POST", connectionId, { headers: {} })).toEqual({
      status: 403,
      type: "MissingAuthenticationTokenException",
      body: '{"message":"Missing Authentication Token"}',
    });
  });
});
