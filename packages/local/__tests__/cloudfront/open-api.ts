import { CloudFrontClient, type DistributionConfig, type OriginRequestPolicyConfig } from "@aws-sdk/client-cloudfront";
import { createCloudFrontApi } from "../../cloudfront/api";
import { type CloudFront, createCloudFront } from "../../cloudfront/cloudfront";
import { type ApiServer, serveApi } from "../api-server";

export const NOW = new Date(1_652_472_014_000);
export const account = { partition: "aws", accountId: "123456789012", now: () => NOW.getTime(), log: () => undefined };
export const ETAG = expect.stringMatching(/^E[A-Z0-9]{13}$/);
export const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
export const CODE = "function handler(event) { return event.request; } // é <&>\n";
export const FUNCTION = {
  Name: "move-uri",
  FunctionConfig: { Comment: "<moves> & 'uri'", Runtime: "cloudfront-js-2.0" },
  FunctionCode: Buffer.from(CODE),
} as const;
export const FUNCTION_ARN = "arn:aws:cloudfront::123456789012:function/move-uri";
export const POLICY: OriginRequestPolicyConfig = {
  Name: "sockets",
  Comment: "",
  HeadersConfig: { HeaderBehavior: "whitelist", Headers: { Quantity: 2, Items: ["Sec-WebSocket-Key", "ws-uri"] } },
  CookiesConfig: { CookieBehavior: "none" },
  QueryStringsConfig: { QueryStringBehavior: "all" },
};

/** A distribution with one origin; `behavior` is added to its default behavior. */
export const distributionConfig = (
  more: Partial<DistributionConfig> = {},
  behavior: Partial<DistributionConfig["DefaultCacheBehavior"]> = {},
): DistributionConfig => ({
  CallerReference: "reference",
  Comment: " <a> &\n'b' ",
  Enabled: true,
  Origins: { Quantity: 1, Items: [{ Id: "api", DomainName: "a.execute-api.us-east-1.amazonaws.com" }] },
  DefaultCacheBehavior: {
    TargetOriginId: "api",
    ViewerProtocolPolicy: "https-only",
    CachePolicyId: CACHING_DISABLED,
    ...behavior,
  },
  ...more,
});

/** The API of a CloudFront without resources, and a client of it. */
export interface OpenApi {
  readonly cloudfront: CloudFront;
  readonly server: ApiServer;
  readonly client: CloudFrontClient;
  /** What the developer was told. */
  readonly log: readonly string[];
}

export async function openApi(): Promise<OpenApi> {
  const log: string[] = [];
  const write = (line: string) => void log.push(line);
  const cloudfront = createCloudFront({ ...account, log: write });
  const server = await serveApi(createCloudFrontApi(cloudfront, write));
  return { cloudfront, server, client: new CloudFrontClient(server.client), log };
}
