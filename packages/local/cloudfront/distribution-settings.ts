import { childOf, elementsOf, isTrue, textOf, textsOf, type XmlElement } from "../protocols/xml-element";
import { compilePathPattern } from "./path-pattern";

/** Where a distribution sends requests. */
export interface Origin {
  readonly id: string;
  readonly domainName: string;
  /** Put before the path of each request; empty or from `/` on. */
  readonly path: string;
  readonly customHeaders: readonly (readonly [string, string])[];
}

/** What a distribution does with the requests of some paths. */
export interface CacheBehavior {
  readonly matches: (path: string) => boolean;
  readonly targetOriginId: string;
  readonly cachePolicyId: string | undefined;
  readonly originRequestPolicyId: string | undefined;
  /** ARNs by event type, such as `viewer-request`. */
  readonly functions: ReadonlyMap<string, string>;
  /** What it asks for and is not emulated; requests of such a behavior are refused. */
  readonly notEmulated: readonly string[];
}

/** A distribution's configuration as requests need it. */
export interface DistributionSettings {
  readonly enabled: boolean;
  readonly comment: string;
  readonly aliases: readonly string[];
  /** Of ACM or IAM. @default CloudFront's own */
  readonly certificate?: string;
  readonly origins: readonly Origin[];
  readonly originGroupIds: readonly string[];
  /** In the order of their precedence; the last one matches every path. */
  readonly behaviors: readonly CacheBehavior[];
  /** What keeps viewers out and is not emulated, so that they get in. */
  readonly ignored: readonly string[];
}

/** Reads a DistributionConfig. @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html */
export function readDistributionSettings(config: XmlElement): DistributionSettings {
  const items = (name: string) => childOf(childOf(config, name), "Items");
  const viewer = childOf(config, "ViewerCertificate");
  const certificate = textOf(viewer, "ACMCertificateArn") || textOf(viewer, "IAMCertificateId");
  const originGroupIds = elementsOf(items("OriginGroups"), "OriginGroup").map((group) => textOf(group, "Id") ?? "");
  const behaviors = [...elementsOf(items("CacheBehaviors"), "CacheBehavior"), childOf(config, "DefaultCacheBehavior")];
  return {
    enabled: isTrue(config, "Enabled"),
    comment: textOf(config, "Comment") ?? "",
    aliases: textsOf(items("Aliases"), "CNAME"),
    ...(certificate && { certificate }),
    origins: elementsOf(items("Origins"), "Origin").map(readOrigin),
    originGroupIds,
    behaviors: behaviors.map((behavior) => readBehavior(behavior, originGroupIds)),
    ignored: Object.keys(IGNORED).filter((name) => IGNORED[name]?.(config)),
  };
}

function readOrigin(origin: XmlElement): Origin {
  const headers = elementsOf(childOf(childOf(origin, "CustomHeaders"), "Items"), "OriginCustomHeader");
  return {
    id: textOf(origin, "Id") ?? "",
    domainName: textOf(origin, "DomainName") ?? "",
    path: textOf(origin, "OriginPath") ?? "",
    customHeaders: headers.map((each) => [textOf(each, "HeaderName") ?? "", textOf(each, "HeaderValue") ?? ""]),
  };
}

/** What a behavior may hold and is not emulated, by the name that Terraform gives it. */
const NOT_EMULATED: Readonly<Record<string, (behavior: XmlElement) => boolean>> = {
  forwarded_values: (behavior) => behavior.ForwardedValues !== undefined,
  lambda_function_association: (behavior) => isListed(behavior, "LambdaFunctionAssociations"),
  trusted_signers: (behavior) => isListed(behavior, "TrustedSigners"),
  trusted_key_groups: (behavior) => isListed(behavior, "TrustedKeyGroups"),
  "function_association of viewer-response": (behavior) =>
    associationsOf(behavior).some((each) => textOf(each, "EventType") === "viewer-response"),
};

const isListed = (behavior: XmlElement, name: string): boolean =>
  Object.keys(childOf(childOf(behavior, name), "Items")).length > 0;

const associationsOf = (behavior: XmlElement): readonly XmlElement[] =>
  elementsOf(childOf(childOf(behavior, "FunctionAssociations"), "Items"), "FunctionAssociation");

/** What a distribution may hold and is ignored, by the name that Terraform gives it. */
const IGNORED: Readonly<Record<string, (config: XmlElement) => boolean>> = {
  web_acl_id: (config) => (textOf(config, "WebACLId") ?? "") !== "",
  geo_restriction: (config) =>
    textOf(childOf(childOf(config, "Restrictions"), "GeoRestriction"), "RestrictionType") !== "none",
};

function readBehavior(behavior: XmlElement, originGroupIds: readonly string[]): CacheBehavior {
  const targetOriginId = textOf(behavior, "TargetOriginId") ?? "";
  const functions = associationsOf(behavior);
  return {
    matches: compilePathPattern(textOf(behavior, "PathPattern")),
    targetOriginId,
    cachePolicyId: textOf(behavior, "CachePolicyId") || undefined,
    originRequestPolicyId: textOf(behavior, "OriginRequestPolicyId") || undefined,
    functions: new Map(functions.map((each) => [textOf(each, "EventType") ?? "", textOf(each, "FunctionARN") ?? ""])),
    notEmulated: [
      ...Object.keys(NOT_EMULATED).filter((name) => NOT_EMULATED[name]?.(behavior)),
      ...(originGroupIds.includes(targetOriginId) ? ["origin_group"] : []),
    ],
  };
}
