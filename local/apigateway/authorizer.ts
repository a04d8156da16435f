import type { AuthorizerContext } from "./resources";
import type { RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import { internalServerError } from "./wire";

/**
 * Resolves to what the authorizer of `$connect` says about the client, or undefined where it has none; rejects with a
 * GatewayError where the client may not connect.
 */
export type AuthorizeConnection = (stage: Stage, event: RouteEvent) => Promise<AuthorizerContext | undefined>;

export const authorizeConnection: AuthorizeConnection = async (stage) => {
  const type = stage.deployment.routes.get("$connect")?.route.authorizationType ?? "NONE";
  if (type === "NONE") return undefined;
  throw internalServerError(`the authorization type ${type} is not emulated`);
};
