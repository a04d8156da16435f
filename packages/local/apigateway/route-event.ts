import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { createConnectionId, createRequestId } from "./request-ids";
import type { AuthorizerContext, Identity } from "./resources";

/** An open socket as its events see it. */
export interface Connection {
  readonly connectionId: string;
  /** epoch, milliseconds */
  readonly connectedAt: number;
  readonly identity: Identity;
  readonly apiId: string;
  readonly stageName: string;
  readonly domainName: string;
  /** What the authorizer of `$connect` returned: all later events show it too. */
  readonly authorizer?: AuthorizerContext;
  /** The API key that the client connected with. @default `$connect` requires none */
  readonly apiKey?: { readonly apiKeyId: string; readonly value: string };
}

/** Headers and query string of the upgrade request; the last value of a name counts. Only `$connect` sees them. */
export interface RequestParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
  /** All values of each name. @default the one value of each */
  readonly multivaluequerystring?: Readonly<Record<string, readonly string[]>>;
  /** All values of each name. @default the one value of each */
  readonly multivalueheader?: Readonly<Record<string, readonly string[]>>;
}

const NO_PARAMETERS: RequestParameters = { path: {}, querystring: {}, header: {} };

/** One event of a connection: it connects, sends a message, or disconnects. */
export interface RouteEvent {
  readonly eventType: "CONNECT" | "MESSAGE" | "DISCONNECT";
  readonly connection: Connection;
  readonly requestId: string;
  /** Empty but for messages. */
  readonly messageId: string;
  /** epoch, milliseconds */
  readonly requestTimeEpoch: number;
  /** The message's text; empty but for messages. */
  readonly body: string;
  readonly parameters: RequestParameters;
  /** Of the upgrade request, as it was sent; other events have none. */
  readonly path?: string;
  /** The message as JSON, or undefined where it is not an object or an array of JSON. Parsed once. */
  json(): Json | undefined;
  readonly disconnect?: { readonly statusCode: number; readonly reason: string };
  /** Who follows it leaves here what was done for it: `findSteps` reads it. @default nobody does */
  steps?: object | undefined;
}

type MadeIds = Pick<RouteEvent, "requestId" | "messageId">;
const NO_IDS: MadeIds = { requestId: "", messageId: "" };

/** A client's message. Its ids are made when somebody asks: most templates never do, and there are many messages. */
export class MessageEvent implements RouteEvent {
  readonly eventType = "MESSAGE";
  readonly parameters = NO_PARAMETERS;
  steps: object | undefined = undefined;
  /** The body as JSON; null where it is not read yet. */
  private parsed: Json | undefined = null;
  private createdRequestId: string;
  private createdMessageId: string;

  constructor(
    readonly connection: Connection,
    readonly body: string,
    readonly requestTimeEpoch: number,
    /** Empty where they are not made yet. */
    { requestId, messageId }: MadeIds = NO_IDS,
  ) {
    this.createdRequestId = requestId;
    this.createdMessageId = messageId;
  }

  json(): Json | undefined {
    if (this.parsed === null) this.parsed = parseStructure(this.body);
    return this.parsed;
  }

  /** Empty where nobody has asked for the id. */
  get madeRequestId(): string {
    return this.createdRequestId;
  }

  get madeMessageId(): string {
    return this.createdMessageId;
  }

  get requestId(): string {
    return (this.createdRequestId ||= createRequestId());
  }

  get messageId(): string {
    return (this.createdMessageId ||= createConnectionId());
  }
}

/** What a connection's first event shows of the upgrade request. */
type Upgraded = Required<Pick<RouteEvent, "parameters" | "path">>;

/** A connection that opens. Its id is made, and the upgrade request read, when somebody asks. */
export class ConnectEvent implements RouteEvent {
  readonly eventType = "CONNECT";
  readonly messageId = "";
  readonly body = "";
  steps: object | undefined = undefined;
  private createdRequestId = "";

  constructor(
    /** As the authorizer has left it. */
    public connection: Connection,
    private readonly upgraded: Upgraded,
  ) {}

  get requestTimeEpoch(): number {
    return this.connection.connectedAt;
  }

  get requestId(): string {
    return (this.createdRequestId ||= createRequestId());
  }

  get parameters(): RequestParameters {
    return this.upgraded.parameters;
  }

  get path(): string {
    return this.upgraded.path;
  }

  json(): undefined {
    return undefined;
  }
}

/** The event of a connection that has closed. */
export function createDisconnectEvent(
  connection: Connection,
  now: number,
  disconnect: NonNullable<RouteEvent["disconnect"]>,
): RouteEvent {
  return {
    eventType: "DISCONNECT",
    connection,
    requestId: createRequestId(),
    messageId: "",
    requestTimeEpoch: now,
    body: "",
    parameters: NO_PARAMETERS,
    json: () => undefined,
    disconnect,
  };
}

function parseStructure(text: string): Json | undefined {
  try {
    const json: Json = JSON.parse(text);
    return isJsonObject(json) || Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns `$context` of mapping templates and access logs: the event's `requestContext`, and the API key, which functions are
 * not shown (*recorded* in an event of March 2019, which has the identity's empty members too).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export function contextVariables(event: RouteEvent, routeKey: string): JsonObject {
  const context = requestContext(event, routeKey);
  const { apiKey, identity } = event.connection;
  if (apiKey === undefined) return context;
  return { ...context, identity: { ...printIdentity(identity), apiKey: apiKey.value, apiKeyId: apiKey.apiKeyId } };
}

const printIdentity = ({ userAgent, sourceIp }: Identity): JsonObject =>
  userAgent === "" ? { sourceIp } : { userAgent, sourceIp };

/**
 * Returns the event's `requestContext`; its members and their order are
 * *recorded*: us-east-1, September 2026; where the close stands, and that a client without a `User-Agent` has none, in
 * events that others have published (2019 to 2024), as https://github.com/boto/boto3/issues/3789, which has the authorizer too.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export function requestContext(event: RouteEvent, routeKey: string): JsonObject {
  const { connection, disconnect, requestId, requestTimeEpoch } = event;
  return {
    routeKey,
    ...(disconnect && { disconnectStatusCode: disconnect.statusCode }),
    ...(connection.authorizer && { authorizer: connection.authorizer }),
    ...(event.messageId && { messageId: event.messageId }),
    eventType: event.eventType,
    extendedRequestId: requestId,
    requestTime: commonLogTime(requestTimeEpoch),
    messageDirection: "IN",
    ...(disconnect && { disconnectReason: disconnect.reason }),
    stage: connection.stageName,
    connectedAt: connection.connectedAt,
    requestTimeEpoch,
    identity: printIdentity(connection.identity),
    requestId,
    domainName: connection.domainName,
    connectionId: connection.connectionId,
    apiId: connection.apiId,
  };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
let lastSecond = NaN;
let lastTime = "";

/** Returns the time in Common Log Format, e.g. `25/Sep/2026:09:19:55 +0000`. */
export function commonLogTime(epoch: number): string {
  const second = Math.floor(epoch / 1000);
  if (second === lastSecond) return lastTime;
  const iso = new Date(epoch).toISOString();
  lastSecond = second;
  lastTime = `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
  return lastTime;
}
