import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { createHttpTasks, type HttpTasksWorld } from "../../http-tasks/tasks";
import { type ServedEndpoint, serveEndpoint } from "./serve-endpoint";

const MACHINE = {
  stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:chat",
  roleArn: "arn:aws:iam::123456789012:role/chat",
};
const ConnectionArn = "arn:aws:events:eu-west-1:123456789012:connection/pay/aeabd89e-d39c-4181-9486-9fe03e6f286a";
const SECRET =
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:events!connection/pay/aeabd89e-d39c-4181-9486-9fe03e6f286a-AbCdEf";
const RESOURCE = "arn:aws:states:::http:invoke";

let endpoint: ServedEndpoint;
let log: string[];
let asked: object[];
let denied: string | undefined;
const world: HttpTasksWorld = {
  partition: "aws",
  authorize: (_, action, resource, keys) => {
    asked.push([action, resource, ...(keys ? [keys] : [])]);
    return action === denied ? `not authorized to perform: ${action}` : undefined;
  },
  now: () => 0,
  uuid: () => "uuid",
  log: (line) => log.push(line),
};

beforeEach(async () => {
  log = [];
  asked = [];
  denied = undefined;
  endpoint = await serveEndpoint();
});
afterEach(() => endpoint.close());

function invoke(given: JsonObject = {}, more: Partial<HttpTasksWorld> = {}): Promise<Json> {
  const run = createHttpTasks({ ...world, ...more })[RESOURCE]!;
  const ApiEndpoint = `${endpoint.url}/v1/pay`;
  return run(MACHINE, {
    resource: RESOURCE,
    parameters: { ApiEndpoint, Method: "POST", InvocationConfig: { ConnectionArn }, ...given },
    state: "Pay",
    retryCount: 0,
    signal: new AbortController().signal,
    heartbeat: () => undefined,
  });
}

const sent = async (given: JsonObject) => {
  await invoke(given);
  return endpoint.requests.at(-1)!;
};

describe("an HTTP task", () => {
  it("sends its body as JSON with Step Functions' headers", async () => {
    const request = await sent({ RequestBody: { total: 12 }, Headers: { "Request-Id": "r1", "User-Agent": "mine" } });
    expect(request).toMatchObject({ method: "POST", target: "/v1/pay", body: '{"total":12}' });
    expect(request.headers).toMatchObject({
      "content-type": "application/json; charset=UTF-8",
      "user-agent": "Amazon|StepFunctions|HttpInvoke|eu-west-1",
      range: "bytes=0-262144",
      "request-id": "r1",
      "content-length": "12",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
    expect(request.headers.authorization).toBeUndefined();
  });

  it("has the answer's headers as lists, the JSON it reads and the status as its result", async () => {
    endpoint.answer = (response) =>
      response.writeHead(201, { "content-type": "application/vnd.pay+json; v=1", "x-a": ["1", "2"] }).end('{"id":7}');
    expect(await invoke()).toEqual({
      Headers: expect.objectContaining({ "content-type": ["application/vnd.pay+json; v=1"], "x-a": ["1", "2"] }),
      ResponseBody: { id: 7 },
      StatusCode: 201,
      StatusText: "Created",
    });
    endpoint.answer = (response) => response.setHeader("content-type", "text/plain").end('{"id":7}');
    expect(await invoke()).toMatchObject({ ResponseBody: '{"id":7}', StatusText: "OK" });
    endpoint.answer = (response) => response.setHeader("content-type", "application/json").end("{");
    expect(await invoke()).toMatchObject({ ResponseBody: "{" });
  });

  it("adds its query parameters to those of its endpoint", async () => {
    const QueryParameters = { q: "a b&c", n: 2, each: ["x", "y"], half: "\ud800" };
    const request = await sent({ ApiEndpoint: `${endpoint.url}/s?own=1`, Method: "GET", QueryParameters });
    expect(request.target).toBe("/s?own=1&q=a%20b%26c&n=2&each=x&each=y&half=%EF%BF%BD");
  });

  it.each([
    ["INDICES", "list%5B0%5D=a&list%5B1%5D=b"],
    ["REPEAT", "list=a&list=b"],
    ["BRACKETS", "list%5B%5D=a&list%5B%5D=b"],
    ["COMMAS", "list=a%2Cb"],
  ])("encodes a form with arrays as %s", async (ArrayFormat, list) => {
    const { body, headers } = await sent({
      Headers: { "Content-Type": "application/x-www-form-urlencoded" },
      RequestBody: { text: "Monthly subscription", metadata: { details: "d", none: null }, list: ["a", "b"] },
      Transform: { RequestBodyEncoding: "URL_ENCODED", RequestEncodingOptions: { ArrayFormat } },
    });
    expect(body).toBe(`text=Monthly%20subscription&metadata%5Bdetails%5D=d&metadata%5Bnone%5D=&${list}`);
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  it("says once that the connection's credentials are not known", async () => {
    const run = createHttpTasks(world)[RESOURCE]!;
    const parameters = { ApiEndpoint: endpoint.url, Method: "GET", Authentication: { ConnectionArn } };
    const { signal } = new AbortController();
    const task = { resource: RESOURCE, parameters, state: "Pay", retryCount: 0, signal, heartbeat: () => undefined };
    await run(MACHINE, task);
    await run(MACHINE, task);
    expect(log).toEqual([
      `HTTP tasks: what a connection adds to a request is not known here, got '${ConnectionArn}'; its authorization, headers, query and body are left out`,
    ]);
  });

  it("asks whether the role may call the endpoint, use the connection and read its secret", async () => {
    await invoke();
    const keys = { "states:HTTPEndpoint": `${endpoint.url}/v1/pay`, "states:HTTPMethod": "POST" };
    expect(asked).toEqual([
      ["states:InvokeHTTPEndpoint", MACHINE.stateMachineArn, keys],
      ["events:RetrieveConnectionCredentials", ConnectionArn],
      ["secretsmanager:GetSecretValue", SECRET],
      ["secretsmanager:DescribeSecret", SECRET],
    ]);
  });

  it.each([
    ["states:InvokeHTTPEndpoint", "States.Permissions"],
    ["events:RetrieveConnectionCredentials", "Events.ConnectionResource.AccessDenied"],
    ["secretsmanager:GetSecretValue", "Events.ConnectionResource.AccessDenied"],
    ["secretsmanager:DescribeSecret", "Events.ConnectionResource.AccessDenied"],
  ])("fails without a request when the role may not %s", async (action, error) => {
    denied = action;
    await expect(invoke()).rejects.toMatchObject({ error, errorCause: `not authorized to perform: ${action}` });
    expect(endpoint.requests).toEqual([]);
  });
});

describe("an HTTP task fails", () => {
  it.each([
    [302, "Found"],
    [400, "Bad Request"],
    [503, "Service Unavailable"],
  ])("by the status %i, whose text is the cause", async (status, errorCause) => {
    endpoint.answer = (response) => response.writeHead(status, { location: "/other" }).end("x".repeat(300_000));
    const error = `States.Http.StatusCode.${status}`;
    await expect(invoke()).rejects.toMatchObject({ error, errorCause });
  });

  it("when nothing answers, and names the server", async () => {
    const { host } = new URL(endpoint.url);
    await endpoint.close();
    const errorCause = `POST http://${host}/v1/pay failed (ECONNREFUSED)`;
    await expect(invoke()).rejects.toMatchObject({ error: "States.Http.Socket", errorCause });
    expect(log.at(-1)).toBe(`state 'Pay': ${errorCause}; is the server running on ${host}?`);
  });

  it("when the answer takes too long", async () => {
    endpoint.answer = () => undefined;
    const errorCause = `POST ${endpoint.url}/v1/pay took longer than 1 ms`;
    await expect(invoke({}, { timeout: 1 })).rejects.toMatchObject({ error: "States.Http.Socket", errorCause });
  });

  it("when the answer is longer than a result may be", async () => {
    endpoint.answer = (response) => response.end("x".repeat(262_145));
    await expect(invoke()).rejects.toMatchObject({ error: "States.DataLimitExceeded" });
  });

  it.each([
    ["application/octet-stream", Buffer.from("a")],
    ["image/png", Buffer.from("a")],
    ["text/plain", Buffer.from([0xff])],
  ])("when the answer is no text, as %s", async (type, body) => {
    endpoint.answer = (response) => response.setHeader("content-type", type).end(body);
    await expect(invoke()).rejects.toMatchObject({ error: "States.Runtime" });
  });

  it.each([
    "https://api.stripe.com/v1/invoices",
    "http://127.0.0.1.example.com/",
    "http://me:secret@127.0.0.1/",
    "ftp://127.0.0.1/",
    "pay",
  ])("for the endpoint %s, which is not this machine's, and says what to do", (ApiEndpoint) =>
    expect(invoke({ ApiEndpoint })).rejects.toMatchObject({
      error: "States.Runtime",
      errorCause: `The local runtime reaches HTTP endpoints of this machine only, got the ApiEndpoint '${ApiEndpoint}' in the state 'Pay'; write it as a substitution \${Name} that is http://127.0.0.1:PORT here, mock it with --mock, or run it on AWS.`,
    }),
  );

  it.each<[JsonObject, string]>([
    [{ Body: 1 }, "The field 'Body' of 'Parameters' is not supported"],
    [{ Transform: { Encoding: "NONE" } }, "The field 'Encoding' of 'Transform' is not supported; it has RequestBody"],
    [{ Transform: { RequestBodyEncoding: "GZIP" } }, "The field 'RequestBodyEncoding' should have one of these values"],
    [{ Method: "CONNECT" }, "The field 'Method' should have one of these values: [GET, POST"],
    [{ InvocationConfig: {} }, "The field 'ConnectionArn' is required but was missing"],
    [{ InvocationConfig: { ConnectionArn: "pay" } }, "The field 'ConnectionArn' must be the ARN of a connection"],
    [{ QueryParameters: { a: { b: 1 } } }, "The query parameter 'a' must be a text"],
    [{ QueryParameters: "a=1" }, "The local runtime reads an object as the field 'QueryParameters' only"],
    [{ Headers: { Authorization: "x" } }, "The header 'authorization' is not permitted in the field 'Headers'"],
    [{ Headers: { "X-Amz-Date": "x" } }, "The header 'x-amz-date' is not permitted in the field 'Headers'"],
    [{ Headers: { a: "x\r\nb: y" } }, "The header 'a' must be named as HTTP allows"],
    [{ Headers: { "a b": "x" } }, "The header 'a b' must be named as HTTP allows"],
    [{ Transform: { RequestBodyEncoding: "URL_ENCODED" }, RequestBody: [1] }, "The field 'RequestBody' must be an obj"],
  ])("for the parameters %j", async (given, start) => {
    const errorCause = expect.stringMatching(new RegExp(`^${start.replace(/[[\]()]/g, "\\$&")}`));
    await expect(invoke(given)).rejects.toMatchObject({ error: "States.Runtime", errorCause });
    expect(endpoint.requests).toEqual([]);
  });
});
