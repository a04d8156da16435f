import { createProxyEvent } from "../../apigateway/events/lambda-event";
import { type Connection, createDisconnectEvent, MessageEvent, type RouteEvent } from "../../apigateway/route-event";

const CONNECTION: Connection = {
  connectionId: "c",
  connectedAt: 0,
  identity: { sourceIp: "192.0.2.1", userAgent: "" },
  apiId: "a",
  stageName: "api",
  domainName: "a.example.com",
  authorizer: { principalId: "jane" },
};

/** The names of an event's members, and of the first ones of its context. */
const names = (event: RouteEvent): string[][] => {
  const sent = createProxyEvent(event, "key", { colour: "blue" });
  return [Object.keys(sent), Object.keys(sent.requestContext ?? {}).slice(0, 4)];
};

describe("the event that a function gets", () => {
  it("has a message's stage variables before its context, which begins with the route and the authorizer", () => {
    expect(names(new MessageEvent(CONNECTION, "text", 0))).toEqual([
      ["stageVariables", "requestContext", "body", "isBase64Encoded"],
      ["routeKey", "authorizer", "messageId", "eventType"],
    ]);
  });

  it("has the close code of a connection that ended before the authorizer", () => {
    expect(names(createDisconnectEvent(CONNECTION, 0, { statusCode: 1000, reason: "" }))).toEqual([
      ["headers", "multiValueHeaders", "stageVariables", "requestContext", "isBase64Encoded"],
      ["routeKey", "disconnectStatusCode", "authorizer", "eventType"],
    ]);
  });
});
