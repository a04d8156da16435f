import type { JsonObject } from "@sfn-websocket/languages/json";
import type { AwsWorld } from "../../account/aws";
import { describeFunctionError } from "../../apigateway/events/lambda-proxy";
import { configuration, type TestRoute } from "../configuration";
import { serve, type Served } from "../serve";
import { callConnections } from "./call-connections";

type Outcome = Awaited<ReturnType<NonNullable<AwsWorld["functions"]>["run"]>>;

const proxy = (isTwoWay = true): TestRoute => ({
  integration: { integration_type: "AWS_PROXY", integration_uri: "${aws_lambda_function.backend.invoke_arn}" },
  responses: {},
  isTwoWay,
});
const API = configuration({
  routes: { $connect: proxy(), $disconnect: proxy(), $default: proxy(), oneway: proxy(false) },
  resource: {
    aws_lambda_function: { backend: { function_name: "backend" } },
    aws_lambda_permission: {
      backend: { function_name: "backend", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    },
  },
});

const isConnect = ({ requestContext }: JsonObject) => (requestContext as JsonObject).eventType === "CONNECT";
const isMessage = ({ requestContext }: JsonObject) => (requestContext as JsonObject).eventType === "MESSAGE";

const REQUEST_ID = expect.stringMatching(/^[\w-]{15}=$/);
const CONNECTION_ID = expect.stringMatching(/^[\w-]{18}==$/);
const ERROR = /^\{"message": "Internal server error", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/;

const connectionIdOf = ({ requestContext }: JsonObject) => String((requestContext as JsonObject).connectionId);

describe("a Lambda proxy integration", () => {
  const events: JsonObject[] = [];
  let outcome: Outcome;
  let disconnected: (event: JsonObject) => void;
  let whileRunning = async (_: JsonObject): Promise<void> => undefined;
  let served: Served;
  const functions = {
    async run(_: object, text: string): Promise<Outcome> {
      const event = JSON.parse(text);
      events.push(event);
      if (event.requestContext.eventType === "DISCONNECT") disconnected?.(event);
      await whileRunning(event);
      return outcome;
    },
    stop: () => undefined,
  };

  beforeAll(async () => {
    served = await serve(API, { functions });
  });
  afterAll(() => served.close());
  beforeEach(() => {
    events.splice(0);
    answer({ statusCode: 200 });
  });

  const answer = (result: unknown) => (outcome = { payload: JSON.stringify(result) });
  const connect = async (path = "/api", headers: Record<string, string> = {}) => {
    const client = await served.connect(path, { headers });
    return { client, event: events.find(isConnect) ?? {} };
  };

  const statusOf = async (method: string, event: JsonObject) =>
    (await callConnections(served.port, { method, connectionId: connectionIdOf(event) })).status;

  it("sends a message's context, text and encoding", async () => {
    const { client } = await connect();
    answer({ statusCode: 200, body: "pong" });
    expect(await client.ask('{"action":"other", "é":1}')).toBe("pong");
    const event = events.find(isMessage);
    expect(Object.keys(event ?? {})).toEqual(["requestContext", "body", "isBase64Encoded"]);
    expect(Object.entries(event?.requestContext ?? {})).toEqual([
      ["routeKey", "$default"],
      ["messageId", CONNECTION_ID],
      ["eventType", "MESSAGE"],
      ["extendedRequestId", REQUEST_ID],
      ["requestTime", "13/May/2022:20:00:14 +0000"],
      ["messageDirection", "IN"],
      ["stage", "api"],
      ["connectedAt", 1652472014974],
      ["requestTimeEpoch", 1652472014974],
      ["identity", { sourceIp: "127.0.0.1" }],
      ["requestId", REQUEST_ID],
      ["domainName", expect.stringMatching(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/)],
      ["connectionId", CONNECTION_ID],
      ["apiId", expect.stringMatching(/^[a-z0-9]{10}$/)],
    ]);
    expect(event).toMatchObject({ body: '{"action":"other", "é":1}', isBase64Encoded: false });
    client.socket.terminate();
  });

  it("sends the upgrade request's headers and query string to $connect", async () => {
    const { client, event } = await connect("/api?q=1&b=2&b=3", { "X-Custom": "a" });
    expect(Object.keys(event)).toEqual([
      "headers",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "requestContext",
      "isBase64Encoded",
    ]);
    expect(Object.keys(event.headers as JsonObject)).toEqual([
      "Host",
      "Sec-WebSocket-Extensions",
      "Sec-WebSocket-Key",
      "Sec-WebSocket-Version",
      "X-Amzn-Trace-Id",
      "X-Custom",
      "X-Forwarded-For",
      "X-Forwarded-Port",
      "X-Forwarded-Proto",
    ]);
    expect(event.multiValueHeaders).toMatchObject({ "X-Custom": ["a"], "X-Forwarded-For": ["127.0.0.1"] });
    expect(JSON.stringify([event.queryStringParameters, event.multiValueQueryStringParameters])).toBe(
      '[{"b":"3","q":"1"},{"b":["2","3"],"q":["1"]}]',
    );
    client.socket.terminate();
  });

  /** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html */
  it("chooses the connection's subprotocol by a header of what it answers to $connect", async () => {
    answer({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "ocpp1.6" } });
    const client = await served.connect("/api", { protocols: ["ocpp2.0.1", "ocpp1.6"] });
    expect(client.socket.protocol).toBe("ocpp1.6");
    client.socket.terminate();
  });

  it("refuses the client by another status than 200, and the log says which", async () => {
    answer({ statusCode: 401, body: "no" });
    await expect(served.connect()).rejects.toMatchObject({ status: 401, body: "no" });
    expect(served.log.at(-1)).toBe("test/api: route '$connect': the integration answered 401");
  });

  it("sends no query string where there is none", async () => {
    const { client, event } = await connect();
    expect(Object.keys(event)).toEqual(["headers", "multiValueHeaders", "requestContext", "isBase64Encoded"]);
    client.socket.terminate();
  });

  it("sends the close code and reason to $disconnect", async () => {
    const { client } = await connect();
    const ended = new Promise<JsonObject>((resolve) => (disconnected = resolve));
    client.socket.close(1000, "probe-complete");
    const event = await ended;
    const headers = {
      Host: expect.stringContaining(".execute-api."),
      "x-api-key": "",
      "X-Forwarded-For": "",
      "x-restapi": "",
    };
    expect(event).toMatchObject({
      headers,
      multiValueHeaders: { "x-api-key": [""], "X-Forwarded-For": [""], "x-restapi": [""] },
      requestContext: { routeKey: "$disconnect", disconnectStatusCode: 1000, disconnectReason: "probe-complete" },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty("body");
    expect(Object.keys(event.requestContext as JsonObject)).toEqual([
      "routeKey",
      "disconnectStatusCode",
      "eventType",
      "extendedRequestId",
      "requestTime",
      "messageDirection",
      "disconnectReason",
      "stage",
      "connectedAt",
      "requestTimeEpoch",
      "identity",
      "requestId",
      "domainName",
      "connectionId",
      "apiId",
    ]);
  });

  it("tells of the client's program where it has a name", async () => {
    const { client, event } = await connect("/api", { "User-Agent": "probe" });
    const { identity } = event.requestContext as JsonObject;
    expect(JSON.stringify(identity)).toBe('{"userAgent":"probe","sourceIp":"127.0.0.1"}');
    client.socket.terminate();
  });

  it.each([
    ["idle for ten minutes", 10 * 60_000, 1001, "Going away"],
    ["deleted", 0, 1000, "Connection Closed Normally"],
  ])(
    "tells $disconnect of a connection that was %s, though the client never answers",
    async (_, idle, code, reason) => {
      const { client, event } = await connect();
      const ended = new Promise<JsonObject>((resolve) => (disconnected = resolve));
      client.socket.pause();
      if (idle > 0) served.clock.advance(idle);
      else expect(await statusOf("DELETE", event)).toBe(204);
      expect(await statusOf("POST", event)).toBe(410);
      client.socket.terminate();
      const { requestContext } = await ended;
      expect(requestContext).toMatchObject({ disconnectStatusCode: code, disconnectReason: reason });
    },
  );

  it("has a connection id while $connect runs, but nobody can send to it yet", async () => {
    let status: number | undefined;
    whileRunning = async (event) => {
      status ??= await statusOf("POST", event);
    };
    const { client, event } = await connect();
    whileRunning = async () => undefined;
    expect([status, await statusOf("POST", event)]).toEqual([410, 200]);
    client.socket.terminate();
  });

  it("delivers the body whatever the status is", async () => {
    const { client } = await connect();
    answer({ statusCode: 503, body: "still delivered" });
    expect(await client.ask("x")).toBe("still delivered");
    client.socket.terminate();
  });

  it.each<[string, Outcome]>([
    ["throws", { error: { errorType: "Error", errorMessage: "boom", trace: [] } }],
    ["answers nothing", { payload: "null" }],
    ["answers without a status", { payload: '{"body":"x"}' }],
    ["answers a body of objects", { payload: '{"statusCode":200,"body":{}}' }],
  ])("fails with the error frame, on a one-way route too, when the function %s", async (_, failure) => {
    const { client } = await connect();
    outcome = failure;
    expect(await client.ask("x")).toMatch(ERROR);
    expect(await client.ask('{"action":"oneway"}')).toMatch(ERROR);
    client.socket.terminate();
  });

  it("tells of a function that failed in one line, whose log has the rest", async () => {
    const error = {
      errorType: "Runtime.ImportModuleError",
      errorMessage: "Error: no 'x'\nRequire stack:\n- /a",
      trace: ["a"],
    };
    expect(describeFunctionError({ payload: JSON.stringify(error) })).toBe(
      "the function failed: Runtime.ImportModuleError: Error: no 'x'",
    );
    expect(describeFunctionError({ payload: "null" })).toBe("the function failed: null");
  });

  it("refuses a client as the function of $connect says", async () => {
    answer({
      statusCode: 401,
      headers: { "X-Why": "no\r\nInjected: 1", "bad name": "x", "Transfer-Encoding": "chunked" },
      multiValueHeaders: { a: ["1", "2"] },
      body: "go away",
    });
    const refused = await served.connect().catch((error) => error);
    expect([refused.status, refused.body]).toEqual([401, "go away"]);
    expect(refused.headers).toMatchObject({
      "x-why": "no Injected: 1",
      a: "1, 2",
      "content-type": "application/json; charset=UTF-8",
      "x-amz-apigw-id": REQUEST_ID,
    });
    expect(Object.keys(refused.headers)).not.toContain("injected");
  });

  it("refuses a client with 502 when the function of $connect throws", async () => {
    outcome = { error: { errorType: "Error", errorMessage: "boom" } };
    const refused = await served.connect().catch((error) => error);
    expect([refused.status, refused.body]).toEqual([502, expect.stringMatching(ERROR)]);
  });
});
