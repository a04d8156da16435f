import type { JsonObject } from "@sfn-websocket/languages/json";
import { requestContext, type RequestParameters, type RouteEvent } from "../route-event";

type Values = Readonly<Record<string, string>>;
type MultiValues = Readonly<Record<string, readonly string[]>>;

/** What an event carries beside its `requestContext` and body, by its type. */
const PARTS: Readonly<Record<RouteEvent["eventType"], (event: RouteEvent) => JsonObject>> = {
  CONNECT: ({ parameters }) => ({
    ...describeHeaders(parameters),
    ...(Object.keys(parameters.querystring).length > 0 && describeQueryString(parameters)),
  }),
  MESSAGE: () => ({}),
  DISCONNECT: ({ connection }) => {
    const header = { Host: connection.domainName, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" };
    return { headers: header, multiValueHeaders: listValues(header) };
  },
};

/**
 * Returns the event that a proxy integration sends to a Lambda function. Members and their order are *recorded*
 * (us-east-1, September 2026).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function createProxyEvent(event: RouteEvent, routeKey: string, stageVariables: Values): JsonObject {
  return {
    ...PARTS[event.eventType](event),
    ...(Object.keys(stageVariables).length > 0 && { stageVariables: { ...stageVariables } }),
    requestContext: requestContext(event, routeKey),
    ...(event.eventType === "MESSAGE" && { body: event.body }),
    isBase64Encoded: false,
  };
}

/**
 * Returns the event that a REQUEST authorizer gets. Unlike the route's own, it shows the headers of the upgrade itself,
 * and empty objects for what there is none of: *recorded* (us-east-1, September 2026).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function createAuthorizerEvent(event: RouteEvent, methodArn: string, stageVariables: Values): JsonObject {
  const { parameters } = event;
  const header = { ...parameters.header, Connection: "upgrade", "content-length": "0", Upgrade: "websocket" };
  return {
    type: "REQUEST",
    methodArn,
    ...describeHeaders({ ...parameters, header }),
    ...describeQueryString(parameters),
    stageVariables: { ...stageVariables },
    requestContext: requestContext(event, "$connect"),
  };
}

function describeHeaders(parameters: RequestParameters): JsonObject {
  const { header, multivalueheader } = parameters;
  return { headers: sortMembers(header), multiValueHeaders: listValues(header, multivalueheader) };
}

function describeQueryString(parameters: RequestParameters): JsonObject {
  const { querystring, multivaluequerystring } = parameters;
  return {
    queryStringParameters: sortMembers(querystring),
    multiValueQueryStringParameters: listValues(querystring, multivaluequerystring),
  };
}

function listValues(values: Values, all: MultiValues = {}): JsonObject {
  const lists = Object.entries(values).map(([name, value]): [string, string[]] => [
    name,
    [...(Object.hasOwn(all, name) ? all[name]! : [value])],
  ]);
  return sortMembers(Object.fromEntries(lists));
}

/** Names in alphabetical order, whatever their case. */
function sortMembers<T>(members: Readonly<Record<string, T>>): Record<string, T> {
  const sorted = Object.entries(members).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return Object.fromEntries(sorted);
}
