import type { ApiResources, Route } from "../resources";
import { findUnusedModels } from "../templates/request-models";

/** What is said of a route and has no effect, by what it is. */
const OF_ROUTES: readonly ((route: Route) => string | undefined)[] = [findUnusedModels, findUnaskedKey];

/**
 * AWS documents API keys of `$connect` alone; a message brings no header.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-route-request.html
 */
function findUnaskedKey({ routeKey, apiKeyRequired }: Route): string | undefined {
  if (apiKeyRequired !== true || routeKey === "$connect") return undefined;
  return "api_key_required is not asked for here, which AWS documents for $connect alone; require it there";
}

/** Returns, for the developer, what AWS says nothing about: what a deployment holds and nothing heeds. */
export function describeUnheeded({ routes, integrationResponses }: ApiResources): readonly string[] {
  const ofRoutes = [...routes.values()].flatMap((route) =>
    OF_ROUTES.flatMap((find) => find(route) ?? []).map((found) => `route '${route.routeKey}': ${found}`),
  );
  const keys = [...integrationResponses.values()].map(({ integrationResponseKey }) => integrationResponseKey);
  const bare = [...new Set(keys)].filter((key) => key !== "$default" && !/^\/.*\/$/s.test(key));
  return [
    ...ofRoutes,
    ...bare.map(
      (key) =>
        `integration response '${key}': key is read as '/${key}/' here, and nobody tells what AWS does with one that has no slashes; write '/${key}/'`,
    ),
  ];
}
