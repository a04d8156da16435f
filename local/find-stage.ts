import type { IncomingMessage } from "node:http";
import type { Stage } from "./apigateway/stage";
import type { Aws } from "./aws";

/**
 * Returns the stage that an address names, or why there is none: `/<stage>` while only one API has that stage,
 * `/<api id>/<stage>`, or `/<stage>` of the host `<api id>.execute-api.localhost`. What stands behind `/@connections` is
 * not looked at. Every such address is an API's default endpoint, which the API may disable.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-disable-default-endpoint.html
 */
export function findStage(aws: Aws, request: IncomingMessage): Stage | string {
  const segments = pathSegments(request);
  const stages = aws.regions().flatMap(({ apigateway }) => apigateway.stages());
  const [, hostedApi] = /^([a-z0-9]+)\.execute-api\./.exec(request.headers.host ?? "") ?? [];
  const [apiId, stageName] = segments.length === 2 ? segments : [hostedApi, segments[0]];
  const found = stages.filter(
    ({ api, settings }) => settings.stageName === stageName && (apiId === undefined || api.apiId === apiId),
  );
  const [stage] = segments.length > 2 ? [] : found;
  const known = stages.map(({ api, settings }) => `/${api.apiId}/${settings.stageName}`).join(", ");
  if (!stage) return `no such stage, got '${request.url}'; there are ${known || "none"}`;
  if (found.length > 1) return `several APIs have this stage, got '${request.url}'; use one of ${known}`;
  if (stage.api.disableExecuteApiEndpoint !== true) return stage;
  return `the API's default endpoint is disabled, got '${request.url}'; set disable_execute_api_endpoint to false`;
}

function pathSegments(request: IncomingMessage): string[] {
  const path = (request.url ?? "/").split(/\?|\/@connections(?=\/)/)[0] ?? "/";
  return path.split("/").filter((segment) => segment !== "");
}
