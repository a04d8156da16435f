import { childOf, elementsOf, type XmlElement } from "../protocols/xml-element";

const NONE: XmlElement = { Quantity: 0 };
const NOBODY: XmlElement = { Enabled: "false", Quantity: 0 };
const METHODS: XmlElement = { Quantity: 2, Items: { Method: ["HEAD", "GET"] } };

/** What AWS adds to a configuration that leaves it out. @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html */
const CONFIG: XmlElement = {
  Aliases: NONE,
  CacheBehaviors: NONE,
  CustomErrorResponses: NONE,
  DefaultRootObject: "",
  HttpVersion: "http2",
  IsIPV6Enabled: "false",
  Logging: { Enabled: "false", IncludeCookies: "false", Bucket: "", Prefix: "" },
  OriginGroups: NONE,
  PriceClass: "PriceClass_All",
  Restrictions: { GeoRestriction: { RestrictionType: "none", Quantity: 0 } },
  Staging: "false",
  ViewerCertificate: {
    CloudFrontDefaultCertificate: "true",
    SSLSupportMethod: "vip",
    MinimumProtocolVersion: "TLSv1",
    CertificateSource: "cloudfront",
  },
  WebACLId: "",
};

const BEHAVIOR: XmlElement = {
  AllowedMethods: { ...METHODS, CachedMethods: METHODS },
  Compress: "false",
  FieldLevelEncryptionId: "",
  FunctionAssociations: NONE,
  LambdaFunctionAssociations: NONE,
  SmoothStreaming: "false",
  TrustedKeyGroups: NOBODY,
  TrustedSigners: NOBODY,
};

const ORIGIN: XmlElement = {
  ConnectionAttempts: 3,
  ConnectionTimeout: 10,
  CustomHeaders: NONE,
  OriginPath: "",
  OriginShield: { Enabled: "false" },
};

/** Returns a DistributionConfig with what AWS adds to it. */
export function completeConfig(given: XmlElement): XmlElement {
  const config = { ...CONFIG, ...given };
  return {
    ...config,
    Origins: completeItems(childOf(config, "Origins"), "Origin", ORIGIN),
    DefaultCacheBehavior: { ...BEHAVIOR, ...childOf(config, "DefaultCacheBehavior") },
    CacheBehaviors: completeItems(childOf(config, "CacheBehaviors"), "CacheBehavior", BEHAVIOR),
  };
}

function completeItems(list: XmlElement, name: string, added: XmlElement): XmlElement {
  const items = elementsOf(childOf(list, "Items"), name).map((each) => ({ ...added, ...each }));
  return items.length === 0 ? NONE : { Quantity: items.length, Items: { [name]: items } };
}
