import type { Constraint, Constraints } from "../protocols/constraints";

/** What a request's lists of elements are made of: how many there are is said beside them. */
const items = <Name extends string>(name: Name, item: Constraint) => ({
  members: { Quantity: {}, Items: { members: { [name]: item } } },
});

/** What is looked at as a whole: behaviors that hold it are refused, or the log says that it is not emulated. */
const WHOLE = { type: "any" } as const satisfies Constraint;

const TAG = { members: { Key: {}, Value: {} } } as const satisfies Constraint;
export const TAGS: Constraint = { members: { Items: { members: { Tag: TAG } } } };
export const TAG_KEYS: Constraint = { members: { Items: { members: { Key: {} } } } };

/** @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html */
export const FUNCTION: Constraints = {
  FunctionConfig: { members: { Comment: {}, Runtime: {} } },
  FunctionCode: {},
};

/** @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginRequestPolicyConfig.html */
export const ORIGIN_REQUEST_POLICY: Constraints = {
  Comment: {},
  Name: {},
  HeadersConfig: { members: { HeaderBehavior: {}, Headers: items("Name", {}) } },
  CookiesConfig: { members: { CookieBehavior: {}, Cookies: items("Name", {}) } },
  QueryStringsConfig: { members: { QueryStringBehavior: {}, QueryStrings: items("Name", {}) } },
};

const FUNCTION_ASSOCIATION: Constraint = { members: { FunctionARN: {}, EventType: {} } };

const BEHAVIOR: Constraints = {
  TargetOriginId: {},
  CachePolicyId: {},
  OriginRequestPolicyId: {},
  FunctionAssociations: items("FunctionAssociation", FUNCTION_ASSOCIATION),
  ForwardedValues: WHOLE,
  LambdaFunctionAssociations: WHOLE,
  TrustedSigners: WHOLE,
  TrustedKeyGroups: WHOLE,
};

const ORIGIN: Constraints = {
  Id: {},
  DomainName: {},
  OriginPath: {},
  CustomHeaders: items("OriginCustomHeader", { members: { HeaderName: {}, HeaderValue: {} } }),
};

/**
 * What of a distribution has an effect here; all of it is kept and told.
 *
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */
export const DISTRIBUTION: Constraints = {
  // Tells requests apart that are sent twice; here each makes a distribution of its own.
  CallerReference: {},
  Comment: {},
  Enabled: {},
  Aliases: items("CNAME", {}),
  Origins: items("Origin", { members: ORIGIN }),
  OriginGroups: WHOLE,
  DefaultCacheBehavior: { members: BEHAVIOR },
  CacheBehaviors: items("CacheBehavior", { members: { PathPattern: {}, ...BEHAVIOR } }),
  ViewerCertificate: { members: { ACMCertificateArn: {}, IAMCertificateId: {}, CloudFrontDefaultCertificate: {} } },
  Restrictions: WHOLE,
  WebACLId: {},
};
