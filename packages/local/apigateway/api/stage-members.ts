import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { Route, StageSettings } from "../resources";
import { requireOneOf } from "./members";

/** *Assumed*: the text, of REST APIs. */
export function requireStageName(name: string): void {
  if (!/^[\w-]{1,128}$/.test(name)) throw badRequest("Stage name only allows a-zA-Z0-9_-");
}

/**
 * What names and values of stage variables may be is documented; *assumed*: the texts.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
 */
export function requireStageVariables({ stageVariables = {} }: Pick<StageSettings, "stageVariables">): void {
  for (const [name, value] of Object.entries(stageVariables)) {
    if (!/^\w+$/.test(name))
      throw badRequest(`Invalid stage variable name: ${name}. Please use alphanumeric and underscore characters`);
    if (!/^[\w.~:/?#&=,-]*$/.test(value))
      throw badRequest(`Invalid stage variable value: ${value}. It must match [A-Za-z0-9-._~:/?#&=,]+`);
  }
}

/** *Recorded* (radkawar/stackd, us-east-1, September 2026): both texts; *assumed*, as of REST APIs, that a line may end the format. */
export function requireAccessLogFormat(format: string): void {
  const refuse = (problem: string) =>
    badRequest(`The following errors are found in Access Log Format: Access Log format must ${problem}: '${format}'`);
  if (/\n(?=[^])/.test(format)) throw refuse("be single line");
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format))
    throw refuse("include either $context.requestId or $context.extendedRequestId ");
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
