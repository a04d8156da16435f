import { randomUUID } from "node:crypto";
import type { AuthorizeCaller } from "../../protocols/aws-request";
import { type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import type { LoggedRefusal } from "../stage/access-log";
import type { ConnectionsAnswer, ConnectionsRequest } from "../stage/connection-call";
import type { Connections, OpenConnection } from "../stage/connections";
import type { Identity } from "../resources";
import { createRequestId } from "../request-ids";
import { commonLogTime } from "../route-event";
import type { Stage } from "../stage/stage";
import { CLOSES, LIMITS } from "../wire";

/** What a service of this AWS asks of an open connection. */
export interface ConnectionsCall {
  /** `<api id>.execute-api.<region>.amazonaws.com`. */
  readonly host: string;
  /** The stage's name. */
  readonly stage: string;
  /** `POST`, `GET` or `DELETE`. */
  readonly method: string;
  readonly connectionId: string;
  /** The message of a `POST`; empty otherwise. */
  readonly body: string;
  /** Who calls, for the access log. */
  readonly identity: Identity;
}

/** An address that leads nowhere, which AWS refuses with 403: what is wrong with it. */
export interface RefusedCall {
  readonly refused: string;
}

/**
 * Answers a call of the @connections API of a stage: POST sends a text message, GET describes the connection, DELETE
 * closes it. All connections of the stage's API are within reach (*assumed*: those of its other stages too). Statuses,
 * bodies and the close are *recorded* (us-east-1, September 2026). Signatures are asked for, not verified.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callConnectionsApi(
  connections: Connections,
  stage: Stage,
  request: ConnectionsRequest,
): ConnectionsAnswer {
  const { refusal, ...answer } = answerCall(connections, stage, request);
  const { status } = answer;
  stage.world.called?.({ stage, request, answer, errorMessage: refusal?.text, at: stage.world.clock.now() });
  stage.accessLog?.({ context: describeCall(stage, request), status, refusal, integrationLatency: 0 });
  return answer;
}

/** Connection ids have 16 characters in older recordings, and 20 in newer ones. */
const CONNECTION_ID = /^(?:[\w-]{15}=|[\w-]{18}==)$/;

function answerCall(connections: Connections, stage: Stage, request: ConnectionsRequest): ConnectionsAnswer {
  const { method, connectionId, body, isSigned, authorize } = request;
  const { apiId } = stage.api;
  const act = readOwn(METHODS, method);
  if (!isSigned || !act) return refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  const denial = authorize && refuseCaller(describePlace(stage, method), authorize);
  if (denial !== undefined) return deny(denial);
  // That such an id gets 400 is recorded; its rule and the text are assumed.
  if (!CONNECTION_ID.test(connectionId))
    return refuse(400, "BadRequestException", `Invalid connectionId: ${connectionId}`);
  const open = connections.get(connectionId);
  return open?.connection.apiId === apiId ? act(open, body) : GONE;
}

/** The connections of a stage, and what is done to one of them. */
export interface ConnectionsPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly method: string;
}

function describePlace({ api, settings, world }: Stage, method: string): ConnectionsPlace {
  const { partition, accountId } = world.admission;
  return { partition, accountId, region: world.region, apiId: api.apiId, stage: settings.stageName, method };
}

/**
 * Whatever the connection, IAM decides on the literal `@connections/{connectionId}`. *Recorded* (public captures, 2021 to
 * 2025): the text, which hides the first digits of the account.
 */
export function refuseCaller(place: ConnectionsPlace, authorize: AuthorizeCaller): string | undefined {
  const { partition, region, accountId, apiId, stage, method } = place;
  const print = (account: string) =>
    `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stage}/${method}/@connections/{connectionId}`;
  const denial = authorize("execute-api:ManageConnections", print(accountId));
  return denial?.replace(print(accountId), print(`********${accountId.slice(-4)}`));
}

/** *Recorded* (radkawar/stackd, us-east-1, September 2026): the type, and `Message`. */
function deny(denial: string): ConnectionsAnswer {
  const body = JSON.stringify({ Message: denial });
  return {
    status: 403,
    headers: describeError("AccessDeniedException"),
    body,
    refusal: describeRefusal("AccessDeniedException", denial),
  };
}

const JSON_TYPE = { "content-type": "application/json" };

/**
 * *Recorded* to the byte (radkawar/stackd, us-east-1, September 2026): the order of its members, and its layout; that a client
 * without a `User-Agent` has null, in what users of AWS's tutorial show that wscat got (October 2022, February 2025).
 */
function describeConnection({ connection, lastActiveAt }: OpenConnection): string {
  const { sourceIp, userAgent } = connection.identity;
  const connectedAt = new Date(connection.connectedAt).toISOString();
  const description = {
    identity: { sourceIp, userAgent: userAgent === "" ? null : userAgent },
    connectedAt,
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
  return JSON.stringify(description, null, 2).replace(/^( *"\w+"):/gm, "$1 :");
}

const METHODS: Readonly<Record<string, (open: OpenConnection, body: Buffer) => ConnectionsAnswer>> = {
  POST(open, body) {
    if (body.length > LIMITS.message) return { status: 413 };
    if (open.isFull()) return FULL;
    return open.send(body.toString()) ? { status: 200, headers: JSON_TYPE } : GONE;
  },
  GET(open) {
    return { status: 200, headers: JSON_TYPE, body: describeConnection(open) };
  },
  DELETE(open) {
    open.close(CLOSES.deleted.code, CLOSES.deleted.reason);
    return { status: 204 };
  },
};

/** What an access log calls an error, *assumed* to be as REST APIs do. */
const RESPONSE_TYPES: Readonly<Record<string, string>> = {
  AccessDeniedException: "ACCESS_DENIED",
  MissingAuthenticationTokenException: "MISSING_AUTHENTICATION_TOKEN",
};

const describeRefusal = (type: string, text: string): LoggedRefusal => ({
  text,
  responseType: RESPONSE_TYPES[type] ?? "BAD_REQUEST_PARAMETERS",
});

const describeError = (type: string) => ({ "content-type": "application/json", "x-amzn-errortype": type });

const GONE: ConnectionsAnswer = { status: 410, headers: describeError("GoneException") };

/** The status and the type are documented, the empty body is *assumed* from that of 410. @see https://docs.aws.amazon.com/botocore/latest/reference/services/apigatewaymanagementapi/client/exceptions/LimitExceededException.html */
const FULL: ConnectionsAnswer = { status: 429, headers: describeError("LimitExceededException") };

function refuse(status: number, type: string, message: string): ConnectionsAnswer {
  return {
    status,
    headers: describeError(type),
    body: JSON.stringify({ message }),
    refusal: describeRefusal(type, message),
  };
}

/**
 * `$context` of a call: type, route key and both ids are *recorded* (radkawar/stackd, us-east-1, September 2026), the absent members
 * *assumed*.
 */
function describeCall({ api, settings, world, domainName }: Stage, request: ConnectionsRequest): JsonObject {
  const now = world.clock.now();
  return {
    routeKey: `${request.method} /@connections/{connectionId}`,
    eventType: "CONNECTION_API",
    extendedRequestId: createRequestId(),
    requestTime: commonLogTime(now),
    stage: settings.stageName,
    requestTimeEpoch: now,
    identity: { userAgent: request.identity.userAgent, sourceIp: request.identity.sourceIp },
    requestId: randomUUID(),
    domainName: request.domainName ?? domainName,
    connectionId: request.connectionId,
    apiId: api.apiId,
  };
}
