import { previewMessage } from "../../console/preview-message";
import { configuration, PASS } from "../configuration";
import { loadAws } from "./load-aws";

const SCHEMA = JSON.stringify({ type: "object", required: ["n"] });
const API = configuration({
  routes: {
    $default: { definition: PASS },
    silent: { definition: PASS, isTwoWay: false },
    failing: {
      integration: { integration_type: "MOCK", request_templates: { $default: 'a\n $input.path("$.").b' } },
    },
    model: {
      definition: PASS,
      route: { model_selection_expression: "$default", request_models: { $default: "order" } },
    },
    plain: {
      integration: {
        integration_type: "MOCK",
        request_templates: { $default: '{"c":"$context.connectionId","v":"$stageVariables.color"}' },
      },
    },
  },
  stage: {
    stage_variables: { color: "blue" },
    default_route_settings: { throttling_rate_limit: 1, throttling_burst_limit: 1 },
  },
  resource: {
    aws_apigatewayv2_model: {
      order: {
        api_id: "${aws_apigatewayv2_api.main.id}",
        name: "order",
        content_type: "application/json",
        schema: SCHEMA,
      },
    },
  },
});
const log: string[] = [];
const aws = loadAws(API, { log: (line) => log.push(line) });
const [api] = aws.region("us-east-1").apigateway.apis();
const preview = (message: string, more = {}) =>
  previewMessage(aws, { apiId: api?.apiId ?? "", stage: "api", message, ...more });

it("shows the route and the request that a message would make, by the deployed templates", () => {
  const message = '{"action":"ordre","text":"it\'s"}';
  const { selection, request, refused } = preview(message);
  expect(selection).toEqual({
    expression: "$request.body.action",
    value: "ordre",
    candidates: expect.arrayContaining(["$default", "plain"]),
    chosen: "$default",
    why: "no route has the key 'ordre', so $default takes it",
  });
  expect(JSON.parse(request?.rendered?.text ?? "")).toMatchObject({ input: message });
  expect(refused).toBeUndefined();
});

it("renders with the stage's variables, and with the context of the connection that is asked for", () => {
  const connection = { connectionId: "open", apiId: api?.apiId ?? "", stageName: "api", connectedAt: 1 };
  const rest = { identity: { sourceIp: "127.0.0.1", userAgent: "test" }, domainName: "d" };
  const open = {
    connection: { ...connection, ...rest },
    lastActiveAt: 1,
    send: () => true,
    isFull: () => false,
    close: () => undefined,
  };
  aws.connections.set("open", open);
  const sent = (connectionId: string) => preview('{"action":"plain"}', { connectionId }).request?.rendered?.text;
  expect(sent("open")).toBe('{"c":"open","v":"blue"}');
  expect(sent("gone")).toMatch(/^\{"c":"(?!open)[^"]+","v":"blue"\}$/);
  aws.connections.clear();
});

it("tells whether the route answers", () => {
  const isTwoWay = (action: string) => preview(JSON.stringify({ action })).isTwoWay;
  expect([isTwoWay("plain"), isTwoWay("silent")]).toEqual([true, false]);
});

it("asks no throttle, calls nothing and logs nothing, however often it is asked", () => {
  for (let times = 0; times < 5; times += 1) expect(preview("{}").refused).toBeUndefined();
  expect(log.filter((line) => /route '\$default'/.test(line))).toEqual([]);
});

it("tells which model refuses a message, and renders nothing for it", () => {
  expect(preview('{"action":"model"}')).toMatchObject({
    verdicts: [{ by: "model", name: "order", allowed: false }],
    refused: expect.stringMatching(/^Invalid request body \(400\): the message does not fit the request model at '#'/),
  });
  expect(preview('{"action":"model"}').request).toBeUndefined();
  expect(preview('{"action":"model","n":1}')).toMatchObject({ verdicts: [{ by: "model", allowed: true }] });
});

it("tells where in the template rendering fails", () => {
  const { request, refused } = preview('{"action":"failing"}');
  expect(request).toMatchObject({ error: { line: 2 }, template: { text: 'a\n $input.path("$.").b' } });
  expect(refused).toMatch(/^Internal server error \(500\): the mapping template failed: template line 2/);
});

it.each([
  [130_000, "the socket is closed with 1009 if it comes in one frame: it has 130000 bytes, a frame 32768 at most"],
  [140_000, "the socket is closed with 1009: the message has 140000 bytes, 131072 are the most"],
])("tells what becomes of a message of %d bytes", (length, refused) => {
  expect(preview("x".repeat(length)).refused).toBe(refused);
});

it("rejects a stage that nobody can connect to", () => {
  expect(() => previewMessage(aws, { apiId: "none", stage: "api", message: "" })).toThrow(
    "stage: nobody can connect to it, got 'none/api'; deploy to it",
  );
});
