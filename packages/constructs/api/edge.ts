import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import { CloudfrontOriginRequestPolicy } from "@cdktf/provider-aws/lib/cloudfront-origin-request-policy";
import { Construct } from "constructs";
import { PATH_HEADER } from "../integrations/mapping-templates";
import { type Environment, nameResource } from "../names/resource-name";

/** What a distribution before the API may have of its own. */
export interface EdgeOptions {
  /**
   * ARN of the web ACL of AWS WAF, of scope CLOUDFRONT and therefore in us-east-1, that looks at handshakes.
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * Which of CloudFront's edge locations serve.
   * @default "PriceClass_All"
   */
  readonly priceClass?: PriceClass;
  /**
   * Host names of one's own that lead to the distribution; their records are made elsewhere.
   * @default - CloudFront's name alone
   */
  readonly aliases?: readonly string[];
  /** ARN of the certificate for the aliases, in us-east-1 as CloudFront asks for it. */
  readonly certificateArn?: string;
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html documented */
export const PRICE_CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"] as const;
export type PriceClass = (typeof PRICE_CLASSES)[number];

export interface EdgeProps extends EdgeOptions {
  readonly environment: Environment;
  /** Host of the API's default endpoint. */
  readonly apiEndpoint: string;
  /** Headers of the handshake which the API looks at, beside those of WebSockets. */
  readonly headers: readonly string[];
}

/**
 * CloudFront's policy that caches nothing. @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html documented
 */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html documented */
const WEBSOCKET_HEADERS = ["Key", "Version", "Protocol", "Accept", "Extensions"].map((name) => `Sec-WebSocket-${name}`);

/** The headers that the API gets in any case; without the client's own User-Agent it would get CloudFront's. */
export const FORWARDED_HEADERS: readonly string[] = [...WEBSOCKET_HEADERS, "User-Agent", PATH_HEADER];

/**
 * Moves the path into a header, since API Gateway takes none but the stage's. A client's own header is overwritten here,
 * not where a client calls the API itself.
 */
const MOVE_PATH = `function handler(event) {
  const request = event.request;
  request.headers["${PATH_HEADER}"] = { value: request.uri };
  request.uri = "/";
  return request;
}
`;

/** API Gateway takes nothing but TLS. */
const TLS_ORIGIN = {
  httpPort: 80,
  httpsPort: 443,
  originProtocolPolicy: "https-only",
  originSslProtocols: ["TLSv1.2"],
};

function describeCertificate(certificateArn: string | undefined) {
  if (certificateArn === undefined) return { cloudfrontDefaultCertificate: true };
  return {
    acmCertificateArn: certificateArn,
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: "TLSv1.2_2021",
  };
}

/**
 * A CloudFront distribution before the API, for protocols whose clients put a path in the URL, such as OCPP: `$connect`
 * finds it in the header `ws-uri`. A header that the origin request policy does not name stays at the edge.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html documented
 */
export class Edge extends Construct {
  readonly distribution: CloudfrontDistribution;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { environment, apiEndpoint, webAclArn, priceClass, aliases, certificateArn } = props;
    const originId = "WebSocketApi";
    this.distribution = new CloudfrontDistribution(this, "Distribution", {
      comment: nameResource("originRequestPolicy", environment),
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: "http2",
      webAclId: webAclArn,
      priceClass,
      aliases: aliases && [...aliases],
      origin: [
        {
          originId,
          domainName: apiEndpoint,
          originPath: `/${environment.stage}`,
          customOriginConfig: TLS_ORIGIN,
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: originId,
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        viewerProtocolPolicy: "https-only",
        cachePolicyId: CACHING_DISABLED,
        originRequestPolicyId: this.createOriginRequestPolicy(props).id,
        functionAssociation: [{ eventType: "viewer-request", functionArn: this.createFunction(environment).arn }],
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: describeCertificate(certificateArn),
    });
  }

  private createFunction(environment: Environment): CloudfrontFunction {
    return new CloudfrontFunction(this, "PathFunction", {
      name: nameResource("function", environment, "path"),
      comment: `Moves the path to the header ${PATH_HEADER}`,
      runtime: "cloudfront-js-2.0",
      publish: true,
      code: MOVE_PATH,
      // CloudFront deletes no function that the distribution runs.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createOriginRequestPolicy({ environment, headers }: EdgeProps): CloudfrontOriginRequestPolicy {
    return new CloudfrontOriginRequestPolicy(this, "OriginRequestPolicy", {
      name: nameResource("originRequestPolicy", environment),
      cookiesConfig: { cookieBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "all" },
      headersConfig: {
        headerBehavior: "whitelist",
        headers: { items: [...FORWARDED_HEADERS, ...headers].sort() },
      },
    });
  }
}
