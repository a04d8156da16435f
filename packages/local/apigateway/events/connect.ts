import { andThen, orElse } from "@sfn-websocket/languages/and-then";
import type { Admitted, AuthorizeConnection } from "./authorizer";
import { asGatewayError, type RouteResult, runRoute } from "./message";
import type { DeployedRoute } from "../stage/deployment";
import { endEvent, endRefused, followSteps, tellSteps } from "../stage/event-steps";
import type { Identity } from "../resources";
import {
  type Connection,
  ConnectEvent,
  createDisconnectEvent,
  type RequestParameters,
  type RouteEvent,
} from "../route-event";
import { createConnectionId } from "../request-ids";
import { logOfRoute, type Stage } from "../stage/stage";
import { errorFrame, GatewayError } from "../wire";

/** An upgrade request. */
export interface Handshake {
  readonly parameters: RequestParameters;
  readonly identity: Identity;
  /** As it was sent and perhaps signed. */
  readonly path: string;
  /** The custom domain name that the client called. @default the API's default endpoint */
  readonly domainName?: string | undefined;
  /** The subprotocols that the client offers, as its header has them. @default none */
  readonly subprotocols?: string | undefined;
}

const REFUSED_CONTENT_TYPE = "application/json; charset=UTF-8";

/** Either an accepted connection, or the HTTP answer that refuses it. */
export type ConnectOutcome =
  | { readonly accepted: true; readonly connection: Connection; readonly protocol?: string }
  | {
      readonly accepted: false;
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: string;
    };

/**
 * Authorizes a client and runs `$connect`, if the stage has that route; the upgrade is held meanwhile. The client is
 * accepted if the integration answers 2xx, else refused with the integration's own status and body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function connect(
  stage: Stage,
  handshake: Handshake,
  authorize: AuthorizeConnection,
): ConnectOutcome | Promise<ConnectOutcome> {
  const { api, settings, world } = stage;
  const visitor: Connection = {
    connectionId: createConnectionId(),
    connectedAt: world.clock.now(),
    identity: handshake.identity,
    apiId: api.apiId,
    stageName: settings.stageName,
    domainName: handshake.domainName ?? stage.domainName,
  };
  const event = new ConnectEvent(visitor, handshake);
  followSteps(stage, event);
  const outcome = orElse(
    () => andThen(authorize(stage, event), (admitted) => runConnect(stage, event, admitted)),
    (error) => refuse(stage, event, asGatewayError(error)),
  );
  if (outcome instanceof Promise) tellSteps(event);
  return andThen(outcome, (each) => {
    if (each.accepted) tellOfSubprotocol(stage, handshake.subprotocols, each.protocol);
    return each;
  });
}

function runConnect(stage: Stage, event: ConnectEvent, admitted: Admitted): ConnectOutcome | Promise<ConnectOutcome> {
  if (admitted.authorizer || admitted.apiKey) event.connection = { ...event.connection, ...admitted };
  const route = stage.deployment.routes.get("$connect");
  if (route) return andThen(runRoute(stage, route, event), (result) => endConnect(stage, route, { event, result }));
  endEvent(stage, event, { routeKey: "$connect", status: 200 });
  return { accepted: true, connection: forgetLatency(event.connection) };
}

/** The event of a client that connects, and what the route made of it. */
interface Connecting {
  readonly event: RouteEvent;
  readonly result: RouteResult;
}

function endConnect(stage: Stage, route: DeployedRoute, { event, result }: Connecting): ConnectOutcome {
  const { connection } = event;
  const { status, body, latency, work } = result;
  const headers = isProxy(route) ? result.headers : {};
  const isAccepted = status >= 200 && status < 300;
  endEvent(stage, event, { routeKey: "$connect", status, work, frame: isAccepted ? undefined : body, latency });
  if (isAccepted)
    return { accepted: true, connection: forgetLatency(connection), protocol: headers["sec-websocket-protocol"] };
  logOfRoute(stage, "$connect", `the integration answered ${status}`);
  const contentType = headers["content-type"] ?? REFUSED_CONTENT_TYPE;
  return {
    accepted: false,
    status,
    body,
    headers: { ...headers, "content-type": contentType, "x-amz-apigw-id": event.requestId },
  };
}

/**
 * Browsers close a connection whose server chooses none of the subprotocols that they offer. What was offered is not told:
 * it may be a token.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html documented
 */
function tellOfSubprotocol(stage: Stage, offered: string | undefined, chosen: string | undefined): void {
  if (offered === undefined) return;
  const isOffered = offered.split(",").some((each) => each.trim() === chosen);
  if (isOffered) return;
  const got = chosen === undefined ? "no header" : "another one in the header";
  logOfRoute(
    stage,
    "$connect",
    `chooses no subprotocol that the client offers, got ${got} Sec-WebSocket-Protocol; a browser closes the connection: answer with one by a Lambda function or a server at $connect`,
  );
}

/** A backend's headers pass a proxy integration only; *assumed*: others cannot choose a subprotocol either. */
function isProxy({ target }: DeployedRoute): boolean {
  return target?.integration.integrationType.endsWith("_PROXY") === true;
}

/** How long the authorizer took is told to `$connect` alone. *Recorded*, us-east-1, September 2026. */
function forgetLatency(connection: Connection): Connection {
  if (!connection.authorizer) return connection;
  const { integrationLatency, ...authorizer } = connection.authorizer;
  return { ...connection, authorizer };
}

/** The body's members and both headers are *recorded*; us-east-1, September 2026. */
function refuse(stage: Stage, event: RouteEvent, refusal: GatewayError): ConnectOutcome {
  const { connection, requestId } = event;
  const body = errorFrame(refusal.text, { connectionId: connection.connectionId, requestId });
  endRefused(stage, event, { routeKey: "$connect", refusal, frame: body });
  return {
    accepted: false,
    status: refusal.status,
    headers: { "content-type": REFUSED_CONTENT_TYPE, "x-amz-apigw-id": requestId },
    body,
  };
}

/** Runs `$disconnect`, if the stage has that route, for a socket that has closed; nobody gets its answer. */
export async function disconnect(
  stage: Stage,
  connection: Connection,
  close: { readonly statusCode: number; readonly reason: string },
): Promise<void> {
  const routeKey = "$disconnect";
  const route = stage.deployment.routes.get(routeKey);
  const event = createDisconnectEvent(connection, stage.world.clock.now(), close);
  followSteps(stage, event);
  tellSteps(event);
  try {
    const { status = 200, work, latency } = (route && (await runRoute(stage, route, event))) ?? {};
    endEvent(stage, event, { routeKey, status, work, latency });
  } catch (error) {
    endRefused(stage, event, { routeKey, refusal: asGatewayError(error) });
  }
}
