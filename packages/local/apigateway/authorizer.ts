import { findApiKey, refuseApiKey } from "./api-key";
import { refusedBy } from "./event-steps";
import { type Authorization, authorizeByFunction } from "./lambda-authorizer";
import type { Connection, RouteEvent } from "./route-event";
import { refuseSignature } from "./signature";
import type { Stage } from "./stage";
import { forbidden, internalServerError } from "./wire";

/**
 * Resolves to what is known of the client: what the authorizer of `$connect` says, and its API key; rejects with a
 * GatewayError where the client may not connect.
 */
export type AuthorizeConnection = (
  stage: Stage,
  event: RouteEvent,
) => Promise<Pick<Connection, "authorizer" | "apiKey">>;

type Authorize = (stage: Stage, event: RouteEvent) => Promise<Authorization>;

/** By a route's authorization type. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html */
const AUTHORIZATIONS: Readonly<Record<string, Authorize>> = {
  NONE: async () => ({}),
  CUSTOM: authorizeByFunction,
  AWS_IAM: async (stage, event) => {
    const refusal = verifySignature(stage, event);
    if (refusal !== undefined) throw forbidden(refusal);
    return {};
  },
};

/** The authorizer first, then the API key, which the authorizer may have found. */
export const authorizeConnection: AuthorizeConnection = async (stage, event) => {
  const type = stage.deployment.routes.get("$connect")?.route.authorizationType ?? "NONE";
  const authorize = Object.hasOwn(AUTHORIZATIONS, type) ? AUTHORIZATIONS[type] : undefined;
  if (!authorize) throw internalServerError(`the authorization type ${type} is not one of WebSocket APIs`);
  const { context, usageIdentifierKey } = await authorize(stage, event);
  const authorizer = { ...context, ...(usageIdentifierKey !== undefined && { usageIdentifierKey }) };
  const bearer = { event, context: { authorizer } };
  const refusal = refuseApiKey(stage, bearer);
  if (refusal) throw refusedBy(event, "api key", refusal);
  const apiKey = findApiKey(stage, bearer);
  return { ...(context && { authorizer: context }), ...(apiKey && { apiKey }) };
};

/** The known credentials are the account's own: *assumed* that they may call every API. */
function verifySignature({ api, settings, world }: Stage, { parameters, path = "/" }: RouteEvent): string | undefined {
  const { credentials, now } = world.admission;
  const { stageName } = settings;
  const paths = [`/${stageName}`, `/${stageName}/`, `/${api.apiId}/${stageName}`, `/${api.apiId}/${stageName}/`, path];
  const { querystring, header } = parameters;
  const scope = { credentials, region: world.region, service: "execute-api", now: now() };
  return refuseSignature({ method: "GET", paths, querystring, header }, scope);
}
