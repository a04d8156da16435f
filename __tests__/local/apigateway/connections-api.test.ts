import { request } from "node:http";
import { configuration, PASS } from "../configuration";
import { type Client, serve, type Served } from "../serve";

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

const SIGNED = { authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request" };
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

  const call = (method: string, id: string, { body = "", headers = SIGNED as object } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const path = `/api/@connections/${encodeURIComponent(id)}`;
      const sent = request(
        { host: "127.0.0.1", port: served.port, method, path, headers: { ...headers } },
        (response) => {
          let text = "";
          response.on("data", (chunk) => (text += chunk));
          response.on("end", () =>
            resolve({ status: response.statusCode, type: response.headers["x-amzn-errortype"] as string, body: text }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });

  it("posts a text message", async () => {
    expect(await call("POST", connectionId, { body: "it's 😀" })).toEqual({ status: 200, type: undefined, body: "" });
    expect(await client.next()).toBe("it's 😀");
  });

  it("describes a connection", async () => {
    const { status, body } = await call("GET", connectionId);
    expect({ status, body: JSON.parse(body) as unknown }).toEqual({
      status: 200,
      body: {
        connectedAt: "2022-05-13T20:00:14.974Z",
        identity: { sourceIp: "127.0.0.1", userAgent: "" },
        lastActiveAt: "2022-05-13T20:00:14.974Z",
      },
    });
  });

  it("deletes a connection with 1000", async () => {
    expect(await call("DELETE", connectionId)).toEqual({ status: 204, type: undefined, body: "" });
    expect(await client.closed).toEqual({ code: 1000, reason: "Connection Closed Normally" });
    expect(await call("POST", connectionId)).toEqual({ status: 410, type: "GoneException", body: "" });
  });

  it.each(["POST", "GET", "DELETE"])("rejects a %s of a connection that is gone", async (method) => {
    expect(await call(method, "gbikqi-vWQAYKEiHxA==")).toEqual({ status: 410, type: "GoneException", body: "" });
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
