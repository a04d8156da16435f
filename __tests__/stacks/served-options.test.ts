import type { JsonObject } from "@sfn-websocket/languages/json";
import { serve, type Served } from "@sfn-websocket/local/__tests__/serve";
import type { PatternProps } from "../../stacks/stack-props";
import { findRoute, synthesizeOptions, workflow } from "./synthesize-options";
import { listResources } from "./synthesize-stack";

const call = (action: string) => `[2,"19223201","${action}",{}]`;
const echo = "arn:aws:lambda:us-east-1:123456789012:function:echo";

/** The first message that the stacks' Lambda function was asked, and that it answers. */
let tell = (_: string): void => undefined;
const told = new Promise<string>((resolve) => {
  tell = resolve;
});
const functions = {
  run: async (_: object, text: string) => {
    tell(String((JSON.parse(text) as JsonObject)["body"]));
    return { payload: '{"statusCode":200,"body":"answer"}' };
  },
  stop: () => undefined,
};

describe("served", () => {
  let served: Served;
  afterEach(() => served.close());

  const open = async (props: PatternProps) => {
    served = await serve(synthesizeOptions(props), { functions, runTask: undefined });
    return served.connect();
  };

  it("a route selection by an element of a list chooses the route, as OCPP's calls need it", async () => {
    const client = await open({
      routeSelectionExpression: "$request.body.[2]",
      routes: {
        BootNotification: { mock: '{"booted":true}' },
        Heartbeat: { mock: '{"alive":true}' },
        $default: { mock: '{"unknown":true}' },
      },
    });
    expect(await client.ask(call("BootNotification"))).toBe('{"booted":true}');
    expect(await client.ask(call("Heartbeat"))).toBe('{"alive":true}');
    expect(await client.ask(call("Reset"))).toBe('{"unknown":true}');
    expect(await client.ask('{"action":"Heartbeat"}')).toBe('{"unknown":true}');
  });

  it("a route selection of two members chooses the route by both", async () => {
    const client = await open({
      routeSelectionExpression: "${request.body.service}/${request.body.action}",
      routes: { "chat/join": { mock: '{"joined":true}' }, $default: { mock: '{"unknown":true}' } },
    });
    expect(await client.ask('{"service":"chat","action":"join"}')).toBe('{"joined":true}');
    expect(await client.ask('{"service":"chat"}')).toBe('{"unknown":true}');
  });

  it("a table that is there already keeps the open connections", async () => {
    const arn = "arn:aws:dynamodb:us-east-1:123456789012:table/chat";
    const terraform = synthesizeOptions({
      connectionTable: { name: "chat", arn },
      routes: { $default: { mock: '{"here":true}' } },
    });
    const attribute = [{ name: "connectionid", type: "S" }];
    const table = { name: "chat", billing_mode: "PAY_PER_REQUEST", hash_key: "connectionid", attribute };
    const resource = { ...terraform.resource, aws_dynamodb_table: { theirs: table } };
    served = await serve({ ...terraform, resource }, { functions, runTask: undefined });
    const client = await served.connect();
    expect(await client.ask("{}")).toBe('{"here":true}');
    const place = { partition: "aws", accountId: "123456789012", region: "us-east-1", authorize: () => undefined };
    const scan = await served.aws().dynamodb.call({ ...place, action: "Scan", body: '{"TableName":"chat"}' });
    served.aws().dynamodb.stop();
    expect(JSON.parse(scan.body)).toMatchObject({ Count: 1, Items: [{ sourceip: { S: "127.0.0.1" } }] });
  });

  it("one-way routes run and answer nothing", async () => {
    const client = await open({
      routes: {
        tell: { lambda: echo, response: "none" },
        work: { workflow, response: "none" },
        ask: { mock: '{"asked":true}' },
      },
    });
    client.socket.send('{"action":"tell"}');
    client.socket.send('{"action":"work"}');
    expect(await client.ask('{"action":"ask"}')).toBe('{"asked":true}');
    expect(await told).toBe('{"action":"tell"}');
  });
});

it("makes no route response for a one-way route, and none is missed", () => {
  const terraform = synthesizeOptions({ routes: { tell: { workflow, response: "none" }, ask: { workflow } } });
  expect(findRoute(terraform, "tell")).not.toHaveProperty("route_response_selection_expression");
  expect(findRoute(terraform, "ask")).toMatchObject({ route_response_selection_expression: "$default" });
  expect(listResources(terraform, "aws_apigatewayv2_route_response")).toHaveLength(1);
});

it("selects by what the option says, and redeploys with it", () => {
  const synthesize = (routeSelectionExpression: string) =>
    synthesizeOptions({ routeSelectionExpression, routes: { $default: { workflow } } });
  const [one, other] = [synthesize("${request.body.type}"), synthesize("$request.body.[2]")];
  const select = (terraform: typeof one) =>
    listResources(terraform, "aws_apigatewayv2_api").map((api) => api["route_selection_expression"]);
  expect([select(one), select(other)]).toEqual([["$${request.body.type}"], ["$request.body.[2]"]]);
  const trigger = (terraform: typeof one) =>
    listResources(terraform, "aws_apigatewayv2_deployment").map((deployment) => deployment["triggers"]);
  expect(trigger(one)).not.toEqual(trigger(other));
});
