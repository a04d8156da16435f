import type { OriginRequestPolicySettings } from "./origin-request-policy";

/**
 * AWS's managed cache policies. Here nothing is cached, and none of them adds to a WebSocket's origin request; *assumed*
 * of the two UseOriginCacheControlHeaders, whose cache key holds headers.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export const MANAGED_CACHE_POLICIES: Readonly<Record<string, string>> = {
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": "CachingDisabled",
  "658327ea-f89d-4fab-a63d-7e88639e58f6": "CachingOptimized",
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": "CachingOptimizedForUncompressedObjects",
  "83da9c7e-98b4-4e11-a168-04f0df8e2c65": "UseOriginCacheControlHeaders",
  "4cc15a8a-d715-48a4-82b8-cc0b614638fe": "UseOriginCacheControlHeaders-QueryStrings",
};

const ALL = { behavior: "all", items: [] };
const NONE = { behavior: "none", items: [] };

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
  "bf0718e1-ba1e-49d1-88b1-f726733018ae": {
    name: "Managed-HostHeaderOnly",
    headers: { behavior: "whitelist", items: ["Host"] },
    queryStrings: NONE,
    cookies: NONE,
  },
};
