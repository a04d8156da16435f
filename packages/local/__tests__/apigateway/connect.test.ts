import { type IncomingHttpHeaders, request } from "node:http";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, PASS, type TestApi, type TestRoute } from "../configuration";
import { serve, type Served } from "../serve";

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const REQUEST_ID = /^[\w-]{15}=$/;
const ERROR = /^\{"message": "([^"]*)", "connectionId":"[\w-]{18}==", "requestId":"([\w-]{15}=)"\}$/;
const WAIT = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 40, End: true } } };

const mock = (status: string, responses: TestRoute["responses"] = { $default: {} }): TestRoute => ({
  integration: { integration_type: "MOCK", request_templates: { $default: `{"statusCode":${status}}` } },
  responses,
  isTwoWay: false,
});

/** Answers the status that the client asks for. */
const ASKED = mock("$input.params('status')", {
  "/4\\d\\d/": { response_templates: { $default: "refused with $context.status: $input.params('why')" } },
  "/2\\d\\d/": {},
  "/301/": {},
  "/304/": { response_templates: { $default: "what has no place behind this status" } },
});

describe("$connect with an integration that is no proxy", () => {
  let served: Served;
  const start = async (route: TestRoute, api: Omit<TestApi, "routes"> = {}) => {
    served = await serve(configuration({ routes: { $connect: route, $default: { definition: PASS } }, ...api }));
  };
  const refusal = (path: string, options = {}): Promise<Refusal> =>
    served.connect(path, options).then(
      () => Promise.reject(new Error("accepted")),
      (error: Refusal) => error,
    );
  afterEach(() => served.close());

  it.each([200, 201, 299])("accepts a client when the backend answers %i", async (status) => {
    await start(ASKED);
    const client = await served.connect(`/api?status=${status}`);
    expect(JSON.parse(await client.ask('{"a" : 1}'))).toMatchObject({ input: '{"a" : 1}' });
    client.socket.terminate();
  });

  it.each([
    [403, "refused with 403: closed"],
    [301, ""],
    [304, ""],
  ])("refuses a client with the backend's status %i and the rendered body", async (status, body) => {
    await start(ASKED);
    const refused = await refusal(`/api?status=${status}&why=closed`);
    expect([refused.status, refused.body]).toEqual([status, body]);
    expect(refused.headers).toMatchObject({
      "content-type": "application/json; charset=UTF-8",
      "x-amz-apigw-id": expect.stringMatching(REQUEST_ID),
    });
  });

  const expectError = (refused: Refusal, status: number, text: string) => {
    const [, message, requestId] = ERROR.exec(refused.body) ?? [];
    expect([refused.status, message]).toEqual([status, text]);
    expect(refused.headers).toMatchObject({
      "content-type": "application/json; charset=UTF-8",
      "x-amz-apigw-id": requestId,
    });
    expect(refused.headers).not.toHaveProperty("x-amzn-requestid");
  };

  it("fails with 500 when no integration response matches", async () => {
    await start(ASKED);
    expectError(await refusal("/api?status=503"), 500, "Internal server error");
  });

  it("fails with 504 when the integration outlasts its timeout", async () => {
    await start({ definition: WAIT, isTwoWay: false, integration: { timeout_milliseconds: 50 } });
    const refused = refusal("/api");
    await served.clock.waiting(50);
    served.clock.advance(50);
    expectError(await refused, 504, "Endpoint request timed out");
  });

  it("fails with 500 when the role cannot be assumed", async () => {
    await start({ definition: PASS, integration: { credentials_arn: "arn:aws:iam::123456789012:user/none" } });
    expectError(await refusal("/api"), 500, "Internal server error");
  });

  it("rejects a client with 429 when the route's throttle is exceeded, whatever the stage's is", async () => {
    const throttle = (limit: number): JsonObject => ({ throttling_rate_limit: limit, throttling_burst_limit: limit });
    await start(mock("200"), {
      stage: { default_route_settings: throttle(9), route_settings: [{ route_key: "$connect", ...throttle(1) }] },
    });
    const client = await served.connect();
    expectError(await refusal("/api"), 429, "Too Many Requests");
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    served.clock.advance(1_000);
    const next = await served.connect();
    for (const { socket } of [client, next]) socket.terminate();
  });

  it("rejects every client where a block of settings leaves the limits out, as the provider sends 0, and the log says so", async () => {
    await start(mock("200"), { stage: { default_route_settings: { logging_level: "INFO" } } });
    expectError(await refusal("/api"), 429, "Too Many Requests");
    expect(served.log).toContain(
      "test/api: route '$connect': Too Many Requests (429): the throttle of the stage or the route lets nothing through: its throttling_burst_limit and its throttling_rate_limit are 0, as Terraform sends where a block leaves them out; set both",
    );
  });

  it("cannot choose a subprotocol", async () => {
    await start(mock("200"));
    await expect(served.connect("/api", { protocols: ["chat"] })).rejects.toThrow("Server sent no subprotocol");
    expect(served.log).toEqual([
      expect.stringMatching(
        /\/api: route '\$connect': chooses no subprotocol that the client offers, got no header Sec-WebSocket-Protocol; a browser closes the connection: answer with one by a Lambda function or a server at \$connect$/,
      ),
    ]);
  });

  it("shows templates the headers, the query string and the stage's variables", async () => {
    const template =
      "$input.params().get('querystring')|$input.params('x-a')|$stageVariables.color|$context.routeKey|$input.body";
    await start(mock("403", { $default: { response_templates: { $default: template } } }), {
      stage: { stage_variables: { color: "blue" } },
    });
    const { body } = await refusal("/api?foo=bar", { headers: { "x-a": "b" } });
    expect(body).toBe("{foo=bar}|b|blue|$connect|{}");
  });

  it("lets a message see nothing of the handshake", async () => {
    const template = "$input.params().get('querystring')|$input.params('x-a')|$context.routeKey";
    served = await serve(configuration({ routes: { $default: answering(template) } }));
    const client = await served.connect("/api?foo=bar", { headers: { "x-a": "b" } });
    expect(await client.ask("é")).toBe("{}||$default");
    client.socket.terminate();
  });
});

const answering = (template: string): TestRoute => ({
  ...mock("200", { $default: { response_templates: { $default: template } } }),
  isTwoWay: true,
});

function upgradeHeaders(port: number): Promise<IncomingHttpHeaders> {
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-extensions": "permessage-deflate",
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: "/api", headers });
    sent.on("upgrade", (response, stream) => {
      stream.destroy();
      resolve(response.headers);
    });
    sent.on("error", reject).end();
  });
}

describe("an upgrade", () => {
  let served: Served;
  afterEach(() => served.close());

  it("is answered with the headers that AWS sends, and no others", async () => {
    served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
    const headers = await upgradeHeaders(served.port);
    expect(Object.keys(headers).toSorted()).toEqual(["connection", "date", "sec-websocket-accept", "upgrade"]);
  });

  it("is rejected with 403 where the API's default endpoint is disabled", async () => {
    const api = { disable_execute_api_endpoint: true };
    served = await serve(configuration({ routes: { $default: { definition: PASS } }, api }));
    await expect(served.connect()).rejects.toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(served.log.at(-1)).toBe(
      "/api: refused: the API's default endpoint is disabled, got '/api'; set disable_execute_api_endpoint to false",
    );
  });
});
