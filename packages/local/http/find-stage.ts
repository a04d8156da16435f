import type { Stage } from "../apigateway/stage";
import { listMappings } from "../apigateway/domain-names";
import type { Aws } from "../account/aws";
import { type CalledDomain, findCustomDomain } from "./find-domain";
import { describeUrl } from "./describe-url";

/** Where a request goes. */
export interface Address {
  /** The Host header. */
  readonly host: string | undefined;
  /** Path, perhaps with a query string. */
  readonly url: string | undefined;
}

/**
 * Returns the stage that an address names, or why there is none. At a custom domain name it is the stage that the API
 * mapping of the path names.
 */
export function findStage(aws: Aws, address: Address): Stage | string {
  const domain = findCustomDomain(aws, address.host);
  return domain ? findMappedStage(domain, address) : findDefaultStage(aws, address);
}

/** Extra levels of a path are no part of a key: *assumed* of WebSocket APIs. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html */
function findMappedStage({ apigateway, domainName }: CalledDomain, { url }: Address): Stage | string {
  const mappings = listMappings(apigateway.domainNames, domainName);
  const key = pathSegments(url).join("/");
  const mapping = mappings.find(({ apiMappingKey = "" }) => apiMappingKey === key);
  const known = mappings.map(({ apiMappingKey = "" }) => `/${apiMappingKey}`).join(", ");
  if (!mapping)
    return `no API mapping of '${domainName}' has this path, got '${describeUrl(url)}'; there are ${known || "none"}`;
  const stage = apigateway.findStage(mapping.apiId, mapping.stage);
  return (
    stage ??
    `the stage '${mapping.stage}' of the API mapping has no deployment, got '${describeUrl(url)}'; deploy to it`
  );
}

/**
 * Returns the stage at an API's default endpoint, which the API may disable: `/<stage>` of the host
 * `<api id>.execute-api.localhost` or AWS's own; at a host that names no API, `/<stage>` while only one API has that stage,
 * or `/<api id>/<stage>`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-disable-default-endpoint.html
 */
function findDefaultStage(aws: Aws, { host, url }: Address): Stage | string {
  const segments = pathSegments(url);
  const stages = aws.regions().flatMap(({ apigateway }) => apigateway.stages());
  const [, hostedApi] = /^([a-z0-9]+)\.execute-api\./.exec(host ?? "") ?? [];
  const isLong = segments.length === 2 && hostedApi === undefined;
  const [apiId, stageName] = isLong ? segments : [hostedApi, segments[0]];
  const found = stages.filter(
    ({ api, settings }) => settings.stageName === stageName && (apiId === undefined || api.apiId === apiId),
  );
  const [stage] = segments.length > (isLong ? 2 : 1) ? [] : found;
  const known = stages.map(({ api, settings }) => `/${api.apiId}/${settings.stageName}`).join(", ");
  if (!stage) return `no such stage, got '${describeUrl(url)}'; there are ${known || "none"}`;
  if (found.length > 1) return `several APIs have this stage, got '${describeUrl(url)}'; use one of ${known}`;
  if (stage.api.disableExecuteApiEndpoint !== true) return stage;
  return `the API's default endpoint is disabled, got '${describeUrl(url)}'; set disable_execute_api_endpoint to false`;
}

function pathSegments(url = "/"): string[] {
  const [path = "/"] = url.split("?");
  return path.split("/").filter((segment) => segment !== "");
}
