import { createHash } from "node:crypto";
import { ApiGatewayError, conflict } from "../api-gateway-error";
import { REGIONAL_HOSTED_ZONES } from "./hosted-zones";
import type { ApiMapping, DomainName, DomainNameConfiguration } from "../resources";

/** Custom domain names and what they map to, in one account and region. */
export interface DomainNames {
  /** By name. */
  readonly domainNames: Map<string, DomainName>;
  /** By id. */
  readonly mappings: Map<string, ApiMapping>;
}

export const createDomainNames = (): DomainNames => ({ domainNames: new Map(), mappings: new Map() });

/** *Recorded* by moto 5.2.1: the text here, and those of a domain name that exists and of a missing mapping. */
export function requireDomainName({ domainNames }: DomainNames, name: string): DomainName {
  const found = domainNames.get(name);
  if (found) return found;
  throw new ApiGatewayError("NotFoundException", "The domain name resource specified in the request was not found.");
}

/** Where a domain name is. */
export interface DomainPlace {
  readonly partition: string;
  readonly region: string;
}

/** Adds a domain name with the members that AWS adds, and returns it. */
export function addDomainName({ domainNames }: DomainNames, requested: DomainName, place: DomainPlace) {
  const { domainName } = requested;
  if (domainNames.has(domainName)) throw conflict("The domain name resource already exists.");
  const created = {
    apiMappingSelectionExpression: "$request.basepath",
    domainNameArn: `arn:${place.partition}:apigateway:${place.region}::/domainnames/${domainName}`,
    routingMode: "API_MAPPING_ONLY",
    tags: {},
    ...requested,
    domainNameConfigurations: completeConfigurations(requested, place),
  };
  domainNames.set(domainName, created);
  return created;
}

/** Replaces the domain name of the same name; an empty trust store is none. */
export function replaceDomainName(names: DomainNames, changed: DomainName, place: DomainPlace): DomainName {
  const { mutualTlsAuthentication: tls, ...domain } = changed;
  const updated = {
    ...domain,
    domainNameConfigurations: completeConfigurations(changed, place),
    ...(tls?.truststoreUri && { mutualTlsAuthentication: tls }),
  };
  names.domainNames.set(updated.domainName, updated);
  return updated;
}

/** Adds what AWS tells of each configuration. */
function completeConfigurations({ domainName, domainNameConfigurations = [] }: DomainName, { region }: DomainPlace) {
  const number = BigInt(`0x${createHash("sha256").update(domainName).digest("hex").slice(0, 16)}`);
  const hostedZoneId = REGIONAL_HOSTED_ZONES[region];
  const target = number.toString(36).padStart(10, "0").slice(-10);
  return domainNameConfigurations.map((given: DomainNameConfiguration) => ({
    apiGatewayDomainName: `d-${target}.execute-api.${region}.amazonaws.com`,
    domainNameStatus: "AVAILABLE",
    endpointType: "REGIONAL",
    hostedZoneId,
    ipAddressType: "ipv4",
    securityPolicy: "TLS_1_2",
    ...given,
  }));
}

/** Deletes a domain name with its mappings. */
export function removeDomainName(names: DomainNames, name: string): void {
  requireDomainName(names, name);
  for (const { apiMappingId } of listMappings(names, name)) names.mappings.delete(apiMappingId);
  names.domainNames.delete(name);
}

export const listMappings = ({ mappings }: DomainNames, name: string): readonly ApiMapping[] =>
  [...mappings.values()].filter(({ domainName }) => domainName === name);

export function requireMapping(names: DomainNames, name: string, apiMappingId: string): ApiMapping {
  requireDomainName(names, name);
  const found = names.mappings.get(apiMappingId);
  if (found?.domainName === name) return found;
  throw new ApiGatewayError("NotFoundException", "The api mapping resource specified in the request was not found.");
}

/** A slash parts levels, of which there may be several. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html documented */
const MAPPING_KEY = /^[\w$\-.+!*'()/]{0,300}$/;

/**
 * Adds or replaces a mapping; throws BadRequestException where AWS takes no such key, ConflictException where the domain
 * name has it. *Assumed*: both texts.
 */
export function putMapping(names: DomainNames, mapping: ApiMapping): ApiMapping {
  const { apiMappingId, domainName, apiMappingKey = "" } = mapping;
  requireDomainName(names, domainName);
  if (!MAPPING_KEY.test(apiMappingKey))
    throw new ApiGatewayError("BadRequestException", "Invalid API mapping key specified");
  const same = listMappings(names, domainName).find((other) => (other.apiMappingKey ?? "") === apiMappingKey);
  if (same && same.apiMappingId !== apiMappingId) throw conflict("ApiMapping key already exists for this domain name");
  names.mappings.set(apiMappingId, mapping);
  return mapping;
}

/** Throws where a mapping leads to the API, or to its stage if one is given; *assumed*: REST APIs' text. */
export function requireUnmapped({ mappings }: DomainNames, apiId: string, stageName?: string): void {
  const isMapped = [...mappings.values()].some(
    ({ apiId: mapped, stage }) => mapped === apiId && (stageName === undefined || stage === stageName),
  );
  if (isMapped) throw conflict("Please remove all base path mappings related to the stage in your account to continue");
}
