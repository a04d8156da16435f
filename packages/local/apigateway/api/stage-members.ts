import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { Route, StageSettings } from "../resources";
import { requireOneOf } from "./members";

/** *Assumed*: the text, of REST APIs. */
export function requireStageName(name: string): void {
  if (!/^[\w-]{1,128}$/.test(name)) throw badRequest("Stage name only allows a-zA-Z0-9_-");
}

/** The text of a route is *recorded* in error reports of others; that of a level is *assumed*. */
export function requireRouteSettings(
  { routeSettings = {}, defaultRouteSettings = {} }: Pick<StageSettings, "routeSettings" | "defaultRouteSettings">,
  routes: readonly Route[],
): void {
  const levels = [defaultRouteSettings, ...Object.values(routeSettings)];
  for (const each of levels) requireOneOf(each, "loggingLevel", ["OFF", "ERROR", "INFO"]);
  const unknownKey = Object.keys(routeSettings).find((key) => !routes.some(({ routeKey }) => routeKey === key));
  if (unknownKey !== undefined) throw unknownRoute(unknownKey);
}

export const unknownRoute = (routeKey: string): ApiGatewayError =>
  new ApiGatewayError("NotFoundException", `Unable to find Route by key ${routeKey} within the provided RouteSettings`);
