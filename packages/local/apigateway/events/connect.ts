import { andThen, orElse } from "@sfn-websocket/languages/and-then";
import type { Admitted, AuthorizeConnection } from "./authorizer";
import { asGatewayError, describeRefusal, type RouteResult, runRoute } from "./message";
import type { DeployedRoute } from "../stage/deployment";
import { beginSteps, endRefused, endSteps, followSteps, tellSteps } from "../stage/event-steps";
import type { Identity } from "../resources";
import {
  type Connection,
  ConnectEvent,
  createDisconnectEvent,
  contextVariables,
  type RequestParameters,
  type RouteEvent,
} from "../route-event";
import { createConnectionId } from "../request-ids";
import type { Stage } from "../stage/stage";
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
  endSteps(event, { routeKey: "$connect", status: 200 });
  stage.accessLog?.({ context: contextVariables(event, "$connect"), status: 200 });
  return { accepted: true, connection: forgetLatency(event.connection) };
}

/** The event of a client that connects, and what the route made of it. */
interface Connecting {
  readonly event: RouteEvent;
  readonly result: RouteResult;
}

function endConnect(stage: Stage, route: DeployedRoute, { event, result }: Connecting): ConnectOutcome {
  const { connection } = event;
  const { status, body, latency } = result;
  const headers = isProxy(route) ? result.headers : {};
  const isAccepted = status >= 200 && status < 300;
  endSteps(event, { routeKey: "$connect", status, work: result.work, frame: isAccepted ? undefined : body });
  stage.accessLog?.({ context: contextVariables(event, "$connect"), status, integrationLatency: latency });
  if (isAccepted)
    return { accepted: true, connection: forgetLatency(connection), protocol: headers["sec-websocket-protocol"] };
  stage.world.log(`${stage.api.name}/${connection.stageName}: route '$connect': the integration answered ${status}`);
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
  stage.world.log(
    `${stage.api.name}/${stage.settings.stageName}: route '$connect': chooses no subprotocol that the client offers, got ${got} Sec-WebSocket-Protocol; a browser closes the connection: answer with one by a Lambda function or a server at $connect`,
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
function refuse(stage: Stage, event: RouteEvent, error: GatewayError): ConnectOutcome {
  const { connection, requestId } = event;
  stage.world.log(
    `${stage.api.name}/${connection.stageName}: route '$connect': ${error.text} (${error.status}): ${error.cause}`,
  );
  stage.accessLog?.({ context: contextVariables(event, "$connect"), ...describeRefusal(error) });
  const body = errorFrame(error.text, { connectionId: connection.connectionId, requestId });
  endRefused(event, error, { routeKey: "$connect", cause: error.cause, frame: body });
  return {
    accepted: false,
    status: error.status,
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
  const route = stage.deployment.routes.get("$disconnect");
  const event = createDisconnectEvent(connection, stage.world.clock.now(), close);
  beginSteps(stage, event);
  try {
    const result = route && (await runRoute(stage, route, event));
    const { status = 200, work } = result ?? {};
    endSteps(event, { routeKey: "$disconnect", status, work });
    stage.accessLog?.({
      context: contextVariables(event, "$disconnect"),
      status,
      integrationLatency: result?.latency,
    });
  } catch (error) {
    const refusal = asGatewayError(error);
    const { status, text, cause } = refusal;
    endRefused(event, refusal, { routeKey: "$disconnect", cause });
    stage.world.log(`${stage.api.name}/${connection.stageName}: route '$disconnect': ${text} (${status}): ${cause}`);
    stage.accessLog?.({ context: contextVariables(event, "$disconnect"), ...describeRefusal(refusal) });
  }
}
