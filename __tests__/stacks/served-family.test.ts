import type { JsonObject } from "@sfn-websocket/languages/json";
import { ApigwWebsocketApiSfnAsync } from "../../stacks/apigw-websocket-api-sfn-async";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { ApigwWsIntegrations } from "../../stacks/apigw-ws-integrations";
import { type ConnectOptions, serve, type Served } from "@sfn-websocket/local/__tests__/serve";
import { EVERY_STACK } from "./every-option";
import { synthesizeFamily } from "./synthesize-family";

const PARTITION = { partition: "aws", accountId: "123456789012", region: "us-east-1" };
const POSTED = "Hello from asynchronous workflow execution!";
/** Task states reach the services of the served AWS. */
const REAL_TASKS = { runTask: undefined };

/** What the stacks' Lambda function does: lets the token `good` in, and answers messages with themselves. */
const functions = {
  run: async (_: object, text: string) => {
    const event = JSON.parse(text) as JsonObject;
    if (event.type !== "REQUEST") return { payload: JSON.stringify({ statusCode: 200, body: event.body }) };
    const Effect = text.includes('"token":"good"') ? "Allow" : "Deny";
    const statement = { Effect, Action: "execute-api:Invoke", Resource: event.methodArn };
    return {
      payload: JSON.stringify({
        principalId: "jane",
        policyDocument: { Version: "2012-10-17", Statement: [statement] },
      }),
    };
  },
  stop: () => undefined,
};

describe("the asynchronous pattern, served", () => {
  let served: Served;
  beforeAll(async () => {
    const json = synthesizeFamily((app, root) => new ApigwWebsocketApiSfnAsync(app, "demo", { root }));
    served = await serve(json, REAL_TASKS);
  });
  afterAll(() => served.close());

  it("answers with the execution's ARN at once, and with the result when the workflow is done", async () => {
    const client = await served.connect();
    expect(await client.ask(`{"text":"it's \\"x\\""}`)).toMatch(
      /^\{"executionArn":"arn:aws:states:us-east-1:123456789012:execution:demo-api-us-east-1-default-async:[\w-]+","startDate":1\.65247201497\dE9\}$/,
    );
    await served.clock.waiting(5_000);
    served.clock.advance(5_000);
    expect(await client.next()).toBe(`{"Message":"${POSTED}","data":{"text":"it's \\"x\\""}}`);
    client.socket.terminate();
  });

  it("hands on no connection that a message names", async () => {
    const client = await served.connect();
    await client.ask(`1,"ConnectionID":"victim"} {"x":1`);
    await served.clock.waiting(5_000);
    served.clock.advance(5_000);
    expect(JSON.parse(await client.next())).toEqual({ Message: POSTED, data: '1,"ConnectionID":"victim"} {"x":1' });
    client.socket.terminate();
  });

  it("ends well where the client has left before", async () => {
    const client = await served.connect();
    const { executionArn } = JSON.parse(await client.ask("{}")) as { executionArn: string };
    client.socket.close();
    await client.closed;
    await served.clock.waiting(5_000);
    served.clock.advance(5_000);
    const { stepfunctions } = served.aws().region("us-east-1");
    const describe = async () =>
      JSON.parse(
        (
          await stepfunctions.call("DescribeExecution", JSON.stringify({ executionArn }), {
            authorize: () => undefined,
          })
        ).body,
      ) as { status: string };
    let status = "RUNNING";
    while (status === "RUNNING") ({ status } = await describe());
    expect(status).toBe("SUCCEEDED");
  });
});

describe("a workflow whose latest version gets a part of the messages, served", () => {
  it("answers, and tells that the stable version is not known here", async () => {
    const workflow = "workflows/say.asl.json";
    const definition = { StartAt: "Say", States: { Say: { Type: "Pass", Result: "said", End: true } } };
    const routes = { $default: { workflow, delivery: { stableVersion: 1, latestWeight: 10 } } };
    const json = synthesizeFamily((app, root) => new ApigwWebsocketApiSfnSync(app, "demo", { root, routes }), {
      [workflow]: JSON.stringify(definition),
    });
    const served = await serve(json, REAL_TASKS);
    const client = await served.connect();
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED", output: '"said"' });
    client.socket.terminate();
    expect(served.log.filter((line) => line.includes("stands in"))).toEqual([
      "state machine 'demo-api-us-east-1-default': the alias 'live' names version 1, which was not published here; the present definition stands in for it",
    ]);
    await served.close();
  });
});

describe("the integrations' sample, served", () => {
  let served: Served;
  beforeAll(async () => {
    const json = synthesizeFamily((app, root) => new ApigwWsIntegrations(app, "demo", { root }));
    served = await serve(json, REAL_TASKS);
  });
  afterAll(async () => {
    await served.close();
    served.aws().dynamodb.stop();
  });

  const callTable = async (action: string, more: object = {}) => {
    const body = JSON.stringify({ TableName: "demo-api-us-east-1-connections", ...more });
    return JSON.parse(
      (await served.aws().dynamodb.call({ ...PARTITION, action, body, authorize: () => undefined })).body,
    ) as {
      Items: { readonly [name: string]: { readonly S?: string; readonly N?: string } }[];
    };
  };
  const distribution = () =>
    /\/(E[A-Z0-9]+)$/.exec(
      served
        .aws()
        .cloudfront.distributions()
        .map(({ id }) => `/${id}`)
        .join(),
    )?.[1];

  it("keeps an open connection with its path, for a day in seconds, and takes it out in the end", async () => {
    const client = await served.connect(`/${distribution()}/ocpp/CP'001"`, { headers: { "user-agent": 'a "b" \\ c' } });
    const { Items } = await callTable("Scan");
    const seconds = Math.floor(served.clock.now() / 1000);
    expect(Items).toEqual([
      {
        connectionid: { S: expect.stringMatching(/^[\w-]{18}==$/) },
        path: { S: expect.stringContaining("/ocpp/CP") },
        sourceip: { S: "127.0.0.1" },
        useragent: { S: 'a "b" \\ c' },
        connectedat: { N: String(served.clock.now()) },
        ttl: { N: String(seconds + 86_400) },
      },
    ]);
    client.socket.close();
    await client.closed;
    while ((await callTable("Scan")).Items.length > 0);
  });

  it.each(["1", "null", '""', '"it\'s \\"x\\""', '{"a":[1,{"b":"é😀"}]}', "[]"])(
    "runs both workflows with the data %s",
    async (data) => {
      const client = await served.connect();
      client.socket.send(`{"action":"sync_sfn","data":${data}}`);
      await served.clock.waiting(5_000);
      served.clock.advance(5_000);
      expect(JSON.parse(await client.next())).toMatchObject({ status: "SUCCEEDED", input: data, output: data });
      await client.ask(`{"action":"async_sfn","data":${data}}`);
      await served.clock.waiting(5_000);
      served.clock.advance(5_000);
      expect(await client.next()).toBe(`{"Message":"${POSTED}","data":${data}}`);
      client.socket.terminate();
    },
  );

  it("answers anything else without a function", async () => {
    const client = await served.connect();
    expect(JSON.parse(await client.ask("hello"))).toEqual({
      routeKey: "$default",
      connectionId: expect.any(String),
      requestId: expect.any(String),
      requestTimeEpoch: served.clock.now(),
    });
    client.socket.terminate();
  });
});

describe("a stack with every kind of route and every option, served", () => {
  let served: Served;
  beforeAll(async () => {
    const json = EVERY_STACK.find(({ name }) => name === "every-route")?.json;
    served = await serve(json ?? {}, { ...REAL_TASKS, functions });
  });
  afterAll(() => served.close());

  const keyOf = (name: string) =>
    served
      .aws()
      .region("us-east-1")
      .apiKeys.apiKeys()
      .find((key) => key.name?.endsWith(name))?.value ?? "";
  const connect = (path = "/api?token=good", options: ConnectOptions = { headers: { "x-api-key": keyOf("acme") } }) =>
    served.connect(path, options);

  it("lets a client in that has an API key and a token which the authorizer takes", async () => {
    const client = await connect();
    expect(await client.ask('{"action":"ping"}')).toBe('{"type":"pong"}');
    client.socket.terminate();
  });

  it.each([
    { what: "no key", path: "/api?token=good", headers: {}, status: 403 },
    { what: "no token", path: "/api", headers: undefined, status: 401 },
    { what: "a wrong token", path: "/api?token=bad", headers: undefined, status: 403 },
  ])("refuses a client with $what", async ({ path, headers = { "x-api-key": keyOf("acme") }, status }) => {
    await expect(connect(path, { headers })).rejects.toMatchObject({ status });
  });

  it("serves its own domain", async () => {
    const headers = { "x-api-key": keyOf("globex"), host: "chat.example.com" };
    const client = await connect("/v1?token=good", { headers });
    expect(await client.ask('{"action":"ping"}')).toBe('{"type":"pong"}');
    client.socket.terminate();
  });

  it("takes what the model takes, and calls the workflow by its alias", async () => {
    const client = await connect();
    expect(JSON.parse(await client.ask('{"action":"quote","symbol":"AMZN"}'))).toMatchObject({ status: "SUCCEEDED" });
    expect(await client.ask('{"action":"quote","symbol":"TOO LONG"}')).toMatch(
      /^\{"message": "Invalid request body", /,
    );
    client.socket.terminate();
  });

  it("hands a message to the Lambda function and its body back", async () => {
    const client = await connect();
    expect(await client.ask('{"action":"echo","a":1}')).toBe('{"action":"echo","a":1}');
    client.socket.terminate();
  });
});
