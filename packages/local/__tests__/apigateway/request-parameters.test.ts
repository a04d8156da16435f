import { compileRequestParameters } from "../../apigateway/templates/request-parameters";
import { ConnectEvent, MessageEvent } from "../../apigateway/route-event";
import { GatewayError } from "../../apigateway/wire";

const connection = {
  connectionId: "gbikqi-vWQAYKEiHxA==",
  connectedAt: 1_652_472_014_974,
  identity: { sourceIp: "127.0.0.1", userAgent: "test" },
  apiId: "abc",
  stageName: "api",
  domainName: "abc.execute-api.us-east-1.amazonaws.com",
};
const stageVariables = { color: "blue" };
const tell = () => undefined;
const CONNECT = new ConnectEvent(connection, {
  path: "/api",
  parameters: {
    path: {},
    querystring: { q: "2" },
    header: { "X-A": "c" },
    multivaluequerystring: { q: ["1", "2"] },
    multivalueheader: { "x-a": ["a", "b"], "X-A": ["c"] },
  },
});
const MESSAGE = new MessageEvent(connection, '{"a":{"b":[1]},"text":"it\'s"}', 0);

describe("a request parameter", () => {
  it.each([
    ["'static'", CONNECT, "static"],
    ["stageVariables.color", MESSAGE, "blue"],
    ["stageVariables.constructor", MESSAGE, undefined],
    ["context.connectionId", MESSAGE, "gbikqi-vWQAYKEiHxA=="],
    ["route.request.body.a", MESSAGE, '{"b":[1]}'],
    ["route.request.body.text", MESSAGE, "it's"],
    ["route.request.body.none", MESSAGE, undefined],
    ["route.request.header.x-a", CONNECT, "c"],
    ["route.request.multivalueheader.x-a", CONNECT, "a,b,c"],
    ["route.request.querystring.q", CONNECT, "2"],
    ["route.request.querystring.__proto__", CONNECT, undefined],
    ["route.request.multivaluequerystring.q", CONNECT, "1,2"],
    ["route.request.multivalueheader.x-a", MESSAGE, undefined],
    ["route.request.querystring.q", MESSAGE, undefined],
  ])("from %s adds what the event has", (expression, event, expected) => {
    const map = compileRequestParameters({ "integration.request.header.X": expression });
    const header = expected === undefined ? {} : { X: expected };
    expect(map({ event, routeKey: "$default", stageVariables, tell })).toEqual({ header, querystring: {}, path: {} });
  });

  it.each([
    [
      "nested too deep",
      "route.request.body.a",
      `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
      /its value is nested deeper than 1000 levels$/,
    ],
    [
      "that its path does not apply to",
      "route.request.body.a.sum()",
      '{"a":["b"]}',
      /^Internal server error: a request parameter failed: /,
    ],
  ])("fails as API Gateway's own error for a value %s", (_, expression, body, message) => {
    const map = compileRequestParameters({ "integration.request.header.X": expression });
    const event = new MessageEvent(connection, body, 0);
    expect(() => map({ event, routeKey: "$default", stageVariables, tell })).toThrow(message);
    expect(() => map({ event, routeKey: "$default", stageVariables, tell })).toThrow(GatewayError);
  });

  it("fails to be read where its source is none", () => {
    expect(() => compileRequestParameters({ "integration.request.header.X": "method.request.header.x" })).toThrow(
      "request parameter: unknown source, got 'method.request.header.x'; use a 'literal' or one of route.request.header., route.request.querystring., route.request.multivalueheader., route.request.multivaluequerystring., route.request.body, stageVariables., context.",
    );
  });
});
