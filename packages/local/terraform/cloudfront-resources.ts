import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { block, list, text } from "./attributes";
import type { Create } from "./resource-types";

/** The hosted zone of every distribution's domain name. @see https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const HOSTED_ZONE = "Z2FDTNDATAQYW2";

/** CloudFront's resource types, each as the XML that its provider sends. */
export const CLOUDFRONT_RESOURCES: Readonly<Record<string, Create>> = {
  aws_cloudfront_function({ attributes, aws }) {
    const { comment = "", publish = true } = attributes;
    const config = { Comment: comment, Runtime: text(attributes, "runtime") };
    const request = { name: text(attributes, "name"), code: text(attributes, "code"), config };
    const { name, arn, development } = aws.cloudfront.createFunction(request);
    const { etag } = development;
    if (publish === true) aws.cloudfront.publishFunction({ name, ifMatch: etag });
    return { id: name, arn, etag };
  },
  aws_cloudfront_origin_request_policy({ attributes, id: seed, aws }) {
    const policy = aws.cloudfront.createOriginRequestPolicy(describePolicy(attributes), seed);
    const { id, etag } = policy;
    return { id, etag, arn: `arn:${aws.partition}:cloudfront::${aws.accountId}:origin-request-policy/${id}` };
  },
  aws_cloudfront_distribution({ attributes, id: seed, aws }) {
    const tags = Object.entries(block(attributes.tags) ?? {}).map(([key, value]) => [key, String(value)] as const);
    const config = describeDistribution(attributes, seed);
    const { id, arn, domainName, etag } = aws.cloudfront.createDistribution({ config, tags: new Map(tags), seed });
    return { id, arn, etag, domain_name: domainName, hosted_zone_id: HOSTED_ZONE, status: "Deployed" };
  },
};

function describePolicy(attributes: JsonObject): JsonObject {
  const selection = (part: string, kind: string): JsonObject => {
    const given = block(attributes[`${part}s_config`]) ?? {};
    const names = texts(block(given[`${part}s`])?.items);
    return { [`${kind}Behavior`]: given[`${part}_behavior`] ?? "none", [`${kind}s`]: printItems("Name", names) };
  };
  return {
    Name: text(attributes, "name"),
    Comment: attributes.comment ?? "",
    HeadersConfig: selection("header", "Header"),
    CookiesConfig: selection("cookie", "Cookie"),
    QueryStringsConfig: selection("query_string", "QueryString"),
  };
}

function describeDistribution(attributes: JsonObject, callerReference: string): JsonObject {
  const certificate = block(attributes.viewer_certificate) ?? {};
  return {
    CallerReference: callerReference,
    Aliases: printItems("CNAME", texts(attributes.aliases)),
    Origins: printItems("Origin", list(attributes.origin).map(describeOrigin)),
    OriginGroups: printItems("OriginGroup", list(attributes.origin_group).map(describeOriginGroup)),
    DefaultCacheBehavior: describeBehavior(block(attributes.default_cache_behavior) ?? {}),
    CacheBehaviors: printItems("CacheBehavior", list(attributes.ordered_cache_behavior).map(describeBehavior)),
    Comment: attributes.comment ?? "",
    PriceClass: attributes.price_class ?? "PriceClass_All",
    Enabled: String(attributes.enabled),
    Restrictions: { GeoRestriction: describeGeoRestriction(block(attributes.restrictions) ?? {}) },
    WebACLId: attributes.web_acl_id ?? "",
    ViewerCertificate: printMembers({
      ACMCertificateArn: certificate.acm_certificate_arn,
      IAMCertificateId: certificate.iam_certificate_id,
    }),
  };
}

function describeOrigin(origin: JsonObject): JsonObject {
  const headers = list(origin.custom_header).map(({ name, value }) => ({
    HeaderName: name ?? "",
    HeaderValue: value ?? "",
  }));
  return {
    Id: text(origin, "origin_id"),
    DomainName: text(origin, "domain_name"),
    OriginPath: origin.origin_path ?? "",
    CustomHeaders: printItems("OriginCustomHeader", headers),
  };
}

function describeOriginGroup(group: JsonObject): JsonObject {
  const members = list(group.member).map(({ origin_id }) => ({ OriginId: origin_id ?? "" }));
  return { Id: text(group, "origin_id"), Members: printItems("OriginGroupMember", members) };
}

function describeGeoRestriction(restrictions: JsonObject): JsonObject {
  const { restriction_type: RestrictionType = "none", locations } = block(restrictions.geo_restriction) ?? {};
  return { RestrictionType, ...printItems("Location", texts(locations)) };
}

function describeBehavior(behavior: JsonObject): JsonObject {
  const functions = list(behavior.function_association).map(({ event_type, function_arn }) => ({
    EventType: event_type ?? "",
    FunctionARN: function_arn ?? "",
  }));
  const lambdas = list(behavior.lambda_function_association).map(({ lambda_arn }) => lambda_arn ?? "");
  return {
    ...printMembers({
      PathPattern: behavior.path_pattern,
      CachePolicyId: behavior.cache_policy_id,
      OriginRequestPolicyId: behavior.origin_request_policy_id,
      ForwardedValues: block(behavior.forwarded_values),
    }),
    TargetOriginId: text(behavior, "target_origin_id"),
    FunctionAssociations: printItems("FunctionAssociation", functions),
    LambdaFunctionAssociations: printItems("LambdaFunctionAssociation", lambdas),
    TrustedSigners: printItems("AwsAccountNumber", texts(behavior.trusted_signers)),
    TrustedKeyGroups: printItems("KeyGroup", texts(behavior.trusted_key_groups)),
  };
}

const texts = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

const printItems = (name: string, items: Json[]): JsonObject =>
  items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: { [name]: items } };

const printMembers = (members: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(members).flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
