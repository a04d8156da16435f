import type { OriginRequestPolicySettings } from "./origin-request-policy";

/** A cache policy of AWS's own; times in seconds. */
export interface CachePolicy {
  readonly name: string;
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
  /** Whether compressed objects are cached beside others. */
  readonly compressed: boolean;
  /** Of the cache key. @default none */
  readonly headers?: readonly string[];
  /** @default none */
  readonly cookies?: "all";
  /** Of the cache key, `all` or some of them. @default none */
  readonly queryStrings?: "all" | readonly string[];
}

const YEAR = 31_536_000;
const DAY = 86_400;
const ORIGIN_HEADERS = ["Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];
const byOrigin = {
  minTtl: 0,
  defaultTtl: 0,
  maxTtl: YEAR,
  compressed: true,
  headers: ORIGIN_HEADERS,
  cookies: "all",
} as const;

/**
 * AWS's managed cache policies that a user's distribution may have. Here nothing is cached, and none of them adds to a
 * WebSocket's origin request; *assumed* of Amplify, Elemental-MediaPackage and the two UseOriginCacheControlHeaders, whose
 * cache keys hold headers.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export const MANAGED_CACHE_POLICIES: Readonly<Record<string, CachePolicy>> = {
  "2e54312d-136d-493c-8eb9-b001f22f67d2": {
    name: "Managed-Amplify",
    ...{ minTtl: 2, defaultTtl: 2, maxTtl: 600, compressed: true, cookies: "all", queryStrings: "all" },
    headers: ["Authorization", "CloudFront-Viewer-Country", "Host"],
  },
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": {
    name: "Managed-CachingDisabled",
    ...{ minTtl: 0, defaultTtl: 0, maxTtl: 0, compressed: false },
  },
  "658327ea-f89d-4fab-a63d-7e88639e58f6": {
    name: "Managed-CachingOptimized",
    ...{ minTtl: 1, defaultTtl: DAY, maxTtl: YEAR, compressed: true },
  },
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": {
    name: "Managed-CachingOptimizedForUncompressedObjects",
    ...{ minTtl: 1, defaultTtl: DAY, maxTtl: YEAR, compressed: false },
  },
  "08627262-05a9-4f76-9ded-b50ca2e3a84f": {
    name: "Managed-Elemental-MediaPackage",
    ...{ minTtl: 0, defaultTtl: DAY, maxTtl: YEAR, compressed: true },
    headers: ["Origin"],
    queryStrings: ["aws.manifestfilter", "start", "end", "m"],
  },
  "83da9c7e-98b4-4e11-a168-04f0df8e2c65": { name: "UseOriginCacheControlHeaders", ...byOrigin },
  "4cc15a8a-d715-48a4-82b8-cc0b614638fe": {
    name: "UseOriginCacheControlHeaders-QueryStrings",
    ...byOrigin,
    queryStrings: "all",
  },
};

const ALL = { behavior: "all", items: [] };
const NONE = { behavior: "none", items: [] };
const CORS = ["Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"];

/** AWS's managed origin request policies. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
export const MANAGED_ORIGIN_REQUEST_POLICIES: Readonly<Record<string, OriginRequestPolicySettings>> = {
  "216adef6-5c7f-47e4-b989-5492eafa07d3": {
    name: "Managed-AllViewer",
    headers: { behavior: "allViewer", items: [] },
    queryStrings: ALL,
    cookies: ALL,
  },
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": {
    name: "Managed-AllViewerExceptHostHeader",
    headers: { behavior: "allExcept", items: ["Host"] },
    queryStrings: ALL,
    cookies: ALL,
  },
  "33f36d7e-f396-46d9-90e0-52428a34d9dc": {
    name: "Managed-AllViewerAndCloudFrontHeaders-2022-06",
    headers: { behavior: "allViewerAndWhitelistCloudFront", items: [] },
    queryStrings: ALL,
    cookies: ALL,
  },
  "59781a5b-3903-41f3-afcb-af62929ccde1": {
    name: "Managed-CORS-CustomOrigin",
    headers: { behavior: "whitelist", items: ["Origin"] },
    queryStrings: NONE,
    cookies: NONE,
  },
  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": {
    name: "Managed-CORS-S3Origin",
    headers: { behavior: "whitelist", items: CORS },
    queryStrings: NONE,
    cookies: NONE,
  },
  "775133bc-15f2-49f9-abea-afb2e0bf67d2": {
    name: "Managed-Elemental-MediaTailor-PersonalizedManifests",
    headers: { behavior: "whitelist", items: [...CORS, "User-Agent", "X-Forwarded-For"] },
    queryStrings: ALL,
    cookies: NONE,
  },
  "acba4595-bd28-49b8-b9fe-13317c0390fa": {
    name: "Managed-UserAgentRefererHeaders",
    headers: { behavior: "whitelist", items: ["User-Agent", "Referer"] },
    queryStrings: NONE,
    cookies: NONE,
  },
  "bf0718e1-ba1e-49d1-88b1-f726733018ae": {
    name: "Managed-HostHeaderOnly",
    headers: { behavior: "whitelist", items: ["Host"] },
    queryStrings: NONE,
    cookies: NONE,
  },
};
