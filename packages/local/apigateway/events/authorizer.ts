import { readOwn } from "@sfn-websocket/languages/json";
import { andThen } from "@sfn-websocket/languages/and-then";
import { admitByKey } from "./api-key";
import { type Authorization, authorizeByFunction } from "./lambda-authorizer";
import type { Connection, RouteEvent } from "../route-event";
import { refuseSignature } from "./signature";
import type { Stage } from "../stage/stage";
import { AUTHORIZER_FAILED, forbidden, internalServerError } from "../wire";

/** What is known of a client that may connect. */
export type Admitted = Pick<Connection, "authorizer" | "apiKey">;

/**
 * Gives what the authorizer of `$connect` says of the client, and its API key, at once if nothing has to wait; throws or
 * rejects with a GatewayError where the client may not connect.
 */
export type AuthorizeConnection = (stage: Stage, event: RouteEvent) => Admitted | Promise<Admitted>;

type Authorize = (stage: Stage, event: RouteEvent) => Authorization | Promise<Authorization>;

/** By a route's authorization type. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html */
const AUTHORIZATIONS: Readonly<Record<string, Authorize>> = {
  NONE: () => ({}),
  CUSTOM: authorizeByFunction,
  AWS_IAM: (stage, event) => {
    const refusal = verifySignature(stage, event);
    if (refusal !== undefined) throw forbidden(refusal);
    return {};
  },
};

/** The authorizer first, then the API key, which the authorizer may have found. */
export const authorizeConnection: AuthorizeConnection = (stage, event) => {
  const type = stage.deployment.routes.get("$connect")?.route.authorizationType ?? "NONE";
  const authorize = readOwn(AUTHORIZATIONS, type);
  if (!authorize)
    throw internalServerError(`the authorization type ${type} is not one of WebSocket APIs`, AUTHORIZER_FAILED);
  return andThen(authorize(stage, event), (authorization) => admit(stage, event, authorization));
};

function admit(stage: Stage, event: RouteEvent, { context, usageIdentifierKey }: Authorization): Admitted {
  const authorizer = { ...context, ...(usageIdentifierKey !== undefined && { usageIdentifierKey }) };
  const apiKey = admitByKey(stage, { event, context: { authorizer } });
  return { ...(context && { authorizer: context }), ...(apiKey && { apiKey }) };
}

/** The known credentials are the account's own: *assumed* that they may call every API. */
function verifySignature({ api, settings, world }: Stage, { parameters, path = "/" }: RouteEvent): string | undefined {
  const { credentials, now } = world.admission;
  const { stageName } = settings;
  const paths = [`/${stageName}`, `/${stageName}/`, `/${api.apiId}/${stageName}`, `/${api.apiId}/${stageName}/`, path];
  const { querystring, header } = parameters;
  const scope = { credentials, region: world.region, service: "execute-api", now: now() };
  return refuseSignature({ method: "GET", paths, querystring, header }, scope);
}
