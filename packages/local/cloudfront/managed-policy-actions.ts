import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { RestXmlActions, RestXmlRequest, RestXmlResult } from "../protocols/rest-xml-protocol";
import { type CloudFront, CloudFrontError } from "./cloudfront";
import { printTime, VERSION } from "./documents";
import { type CachePolicy, MANAGED_CACHE_POLICIES, MANAGED_ORIGIN_REQUEST_POLICIES } from "./managed-policies";
import type { OriginRequestPolicySettings, Selection } from "./origin-request-policy";

/** *Assumed*: AWS's own policies have some time and entity tag, which nothing asks for. */
const MANAGED_SINCE = printTime(0);
const MANAGED_ETAG = "E00000000000000";

/** The query parameters of a list. */
const LIST = ["Type", "Marker", "MaxItems"];

/**
 * The lists of policies, in which Terraform's data sources look AWS's own up by name, and one of those. Cache policies
 * are AWS's alone: others cannot be made here.
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListCachePolicies.html
 */
export const MANAGED_POLICY_ACTIONS: RestXmlActions<CloudFront> = {
  ListCachePolicies: {
    method: "GET",
    path: `/${VERSION}/cache-policy`,
    query: LIST,
    call: (_, request) => list("CachePolicy", request, managedCachePolicies()),
  },
  GetCachePolicy: {
    method: "GET",
    path: `/${VERSION}/cache-policy/{Id}`,
    call: (_, { parameter }) => requireCachePolicy(parameter("Id")),
  },
  ListOriginRequestPolicies: {
    method: "GET",
    path: `/${VERSION}/origin-request-policy`,
    query: LIST,
    call: (cloudfront, request) =>
      list("OriginRequestPolicy", request, [...managedOriginPolicies(), ...customPolicies(cloudfront)]),
  },
};

/** A policy of a list, with who made it. */
interface Listed {
  readonly type: "managed" | "custom";
  readonly policy: JsonObject;
}

function list(name: string, { query }: RestXmlRequest, all: readonly Listed[]): RestXmlResult {
  const most = Number(query.get("MaxItems") ?? 100);
  const start = Math.max(
    0,
    all.findIndex(({ policy }) => policy.Id === query.get("Marker")),
  );
  const type = query.get("Type");
  const wanted = all.slice(start).filter((each) => type === null || each.type === type);
  const [page, next] = [wanted.slice(0, most), wanted[most]];
  const summaries = page.map((each) => ({ Type: each.type, [name]: each.policy }));
  const body = {
    [`${name}List`]: {
      ...(next && { NextMarker: next.policy.Id ?? "" }),
      MaxItems: most,
      Quantity: page.length,
      ...(page.length > 0 && { Items: { [`${name}Summary`]: summaries } }),
    },
  };
  return { body };
}

const managedCachePolicies = (): readonly Listed[] =>
  Object.entries(MANAGED_CACHE_POLICIES).map(([id, policy]) => ({
    type: "managed",
    policy: { Id: id, LastModifiedTime: MANAGED_SINCE, CachePolicyConfig: printCachePolicy(policy) },
  }));

/** *Assumed*: the text. */
function requireCachePolicy(id: string): RestXmlResult {
  const found = managedCachePolicies().find(({ policy }) => policy.Id === id);
  if (found) return { body: { CachePolicy: found.policy }, headers: { etag: MANAGED_ETAG } };
  throw new CloudFrontError("NoSuchCachePolicy", "The specified cache policy does not exist.");
}

/** Returns the answer of GetOriginRequestPolicy for a policy of AWS, undefined for another. */
export function findManagedOriginPolicy(id: string): RestXmlResult | undefined {
  const found = managedOriginPolicies().find(({ policy }) => policy.Id === id);
  return found && { body: { OriginRequestPolicy: found.policy }, headers: { etag: MANAGED_ETAG } };
}

const managedOriginPolicies = (): readonly Listed[] =>
  Object.entries(MANAGED_ORIGIN_REQUEST_POLICIES).map(([id, policy]) => ({
    type: "managed",
    policy: { Id: id, LastModifiedTime: MANAGED_SINCE, OriginRequestPolicyConfig: printOriginPolicy(policy) },
  }));

const customPolicies = (cloudfront: CloudFront): readonly Listed[] =>
  cloudfront.originRequestPolicies().map(({ id, lastModifiedTime, config }) => ({
    type: "custom",
    policy: { Id: id, LastModifiedTime: printTime(lastModifiedTime), OriginRequestPolicyConfig: config },
  }));

const names = (items: readonly string[]): Json => ({ Quantity: items.length, Items: { Name: [...items] } });
const some = (name: string, items: readonly string[]): JsonObject => (items.length > 0 ? { [name]: names(items) } : {});

function printCachePolicy(policy: CachePolicy): JsonObject {
  const { headers = [], cookies = "none", queryStrings = "none", compressed } = policy;
  const listed = typeof queryStrings === "string" ? [] : queryStrings;
  return {
    Comment: "",
    Name: policy.name,
    DefaultTTL: policy.defaultTtl,
    MaxTTL: policy.maxTtl,
    MinTTL: policy.minTtl,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: compressed,
      EnableAcceptEncodingBrotli: compressed,
      HeadersConfig: { HeaderBehavior: headers.length > 0 ? "whitelist" : "none", ...some("Headers", headers) },
      CookiesConfig: { CookieBehavior: cookies },
      QueryStringsConfig: {
        QueryStringBehavior: typeof queryStrings === "string" ? queryStrings : "whitelist",
        ...some("QueryStrings", listed),
      },
    },
  };
}

function printOriginPolicy({ name, headers, queryStrings, cookies }: OriginRequestPolicySettings): JsonObject {
  const part = (behavior: string, items: string, selection: Selection): JsonObject => ({
    [behavior]: selection.behavior,
    ...some(items, selection.items),
  });
  return {
    Comment: "",
    Name: name,
    HeadersConfig: part("HeaderBehavior", "Headers", headers),
    CookiesConfig: part("CookieBehavior", "Cookies", cookies),
    QueryStringsConfig: part("QueryStringBehavior", "QueryStrings", queryStrings),
  };
}
