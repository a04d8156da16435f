import type { Stage } from "../apigateway/stage/stage";
import { listMappings } from "../apigateway/control/domain-names";
import type { ApiMapping } from "../apigateway/resources";
import type { Aws } from "./aws";
import { type CalledDomain, findCustomDomain } from "./find-domain";
import { describeUrl } from "./describe-url";
import { listStages } from "./list-served";

/** Where a request goes. */
export interface Address {
  /** The Host header. */
  readonly host: string | undefined;
  /** Path, perhaps with a query string. */
  readonly url: string | undefined;
}

/** Returns the stage that an address names; undefined if it names none, or several. */
export function findStage(aws: Aws, address: Address): Stage | undefined {
  return findStageAt(aws, address, findCustomDomain(aws, address.host));
}

/** As `findStage`, where the custom domain name that the address calls is known. */
export function findStageAt(aws: Aws, address: Address, domain: CalledDomain | undefined): Stage | undefined {
  if (domain) {
    const mapping = findMapping(domain, address);
    return mapping && domain.apigateway.findStage(mapping.apiId, mapping.stage);
  }
  const named = listNamed(aws, address);
  const [stage] = named;
  return named.length > 1 || stage?.api.disableExecuteApiEndpoint === true ? undefined : stage;
}

/** Returns why `findStage` finds no stage at an address. */
export function explainMissingStage(aws: Aws, address: Address): string {
  const domain = findCustomDomain(aws, address.host);
  const got = `got '${describeUrl(address.url)}'`;
  return domain ? explainMapped(domain, address, got) : explainDefault(aws, address, got);
}

/**
 * At a custom domain name the stage is that of the path's API mapping. Extra levels of a path are no part of a key:
 * *assumed* of WebSocket APIs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html
 */
function findMapping({ apigateway, domainName }: CalledDomain, { url }: Address): ApiMapping | undefined {
  const key = pathSegments(url).join("/");
  return listMappings(apigateway.domainNames, domainName).find(({ apiMappingKey = "" }) => apiMappingKey === key);
}

function explainMapped(domain: CalledDomain, address: Address, got: string): string {
  const { apigateway, domainName } = domain;
  const mapping = findMapping(domain, address);
  if (mapping) return `the stage '${mapping.stage}' of the API mapping has no deployment, ${got}; deploy to it`;
  const known = listMappings(apigateway.domainNames, domainName).map(({ apiMappingKey = "" }) => `/${apiMappingKey}`);
  return `no API mapping of '${domainName}' has this path, ${got}; there are ${known.join(", ") || "none"}`;
}

/** Of a path before its query string: the first segment, the second, and the beginning of a third; empty ones do not count. */
const SEGMENTS = /^\/*([^/?]+)(?:\/+([^/?]+)(?:\/+([^/?]))?)?/;
const HOSTED_API = /^([a-z0-9]+)\.execute-api\./;

/**
 * Returns the stages that an address at default endpoints names, which an API may disable: `/<stage>` of the host
 * `<api id>.execute-api.localhost` or AWS's own; at a host that names no API, `/<stage>` while only one API has that stage,
 * or `/<api id>/<stage>`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-disable-default-endpoint.html
 */
function listNamed(aws: Aws, { host = "", url = "/" }: Address): readonly Stage[] {
  const [, first, second, others] = SEGMENTS.exec(url) ?? [];
  const hostedApi = HOSTED_API.exec(host)?.[1];
  if (others !== undefined || (second !== undefined && hostedApi !== undefined)) return [];
  const [apiId, stageName] = second === undefined ? [hostedApi, first] : [first, second];
  const named: Stage[] = [];
  for (const { apigateway } of aws.regions())
    for (const stage of apigateway.stages())
      if (stage.settings.stageName === stageName && (apiId === undefined || stage.api.apiId === apiId))
        named.push(stage);
  return named;
}

function explainDefault(aws: Aws, address: Address, got: string): string {
  const known = listStages(aws)
    .map(({ api, settings }) => `/${api.apiId}/${settings.stageName}`)
    .join(", ");
  const { length } = listNamed(aws, address);
  if (length === 0 && isBelowStage(aws, address))
    return `a stage has no path below it, ${got}; leave the path out, or connect by an edge, which hands it on`;
  if (length === 0) return `no such stage, ${got}; there are ${known || "none"}`;
  if (length > 1) return `several APIs have this stage, ${got}; use one of ${known}`;
  return `the API's default endpoint is disabled, ${got}; set disable_execute_api_endpoint to false`;
}

/** Whether an address goes on where a stage's ends, as a charge point's does that adds its name. */
function isBelowStage(aws: Aws, address: Address): boolean {
  const [first = "", second] = pathSegments(address.url);
  const urls = second === undefined ? [] : [`/${first}`, `/${first}/${second}`];
  return urls.some((url) => listNamed(aws, { ...address, url }).length > 0);
}

function pathSegments(url = "/"): string[] {
  const [path = "/"] = url.split("?");
  return path.split("/").filter((segment) => segment !== "");
}
