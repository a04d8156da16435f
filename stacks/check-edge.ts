import { FORWARDED_HEADERS } from "./edge";
import { findPartition } from "./partition";
import type { WebSocketStackProps } from "./stack-props";

/** The most headers that an origin request policy may name. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html documented */
const MOST_HEADERS = 10;

/** The headers of the handshake which authorize a client, in lower case, each once. */
export function listAuthorizingHeaders({ authorization, apiKeys }: WebSocketStackProps): readonly string[] {
  const sources = typeof authorization === "object" ? (authorization.identitySources ?? []) : [];
  const named = sources.flatMap((source) => /^route\.request\.header\.(.+)$/.exec(source)?.[1]?.toLowerCase() ?? []);
  return [...new Set([...named, ...(apiKeys === undefined || apiKeys.source === "authorizer" ? [] : ["x-api-key"])])];
}

/**
 * Why a partition's regions have no edge of ours.
 *
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cloudfront.html documented
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/cloudfront.html documented
 */
const UNREACHED: Readonly<Record<string, string>> = {
  "aws-us-gov": "CloudFront is no service of the GovCloud partition",
  "aws-cn":
    "CloudFront in China serves no domain of its own, only one with an ICP registration and a certificate in IAM",
};

/** What CloudFront keeps from an API behind it that the API needs. */
export function checkEdge(props: WebSocketStackProps, region: string): readonly string[] {
  const { customDomain, authorization } = props;
  const headers = listAuthorizingHeaders(props);
  const problems: string[] = [];
  const partition = findPartition(region);
  if (partition !== "aws") {
    const reason = UNREACHED[partition] ?? `nothing tells that CloudFront is in the partition ${partition}`;
    problems.push(`edge: ${reason}, got a stack in ${region}; remove edge`);
  }
  if (customDomain !== undefined) {
    problems.push(
      `customDomain: cannot lead to the API and to CloudFront, got '${customDomain.domainName}' with edge; remove one of the two`,
    );
  }
  if (authorization === "AWS_IAM") {
    problems.push(
      "authorization: a signature does not pass CloudFront, got 'AWS_IAM' with edge; authorize by a Lambda function, or remove edge",
    );
  }
  if (headers.includes("authorization")) {
    problems.push(
      "authorization: CloudFront refuses a policy that forwards this header, got 'route.request.header.Authorization' with edge; use another header, or the query string",
    );
  }
  const count = headers.length + FORWARDED_HEADERS.length;
  if (count > MOST_HEADERS) {
    problems.push(
      `authorization: CloudFront forwards ${MOST_HEADERS} headers at most, got ${count} with those of WebSockets; use fewer identity sources`,
    );
  }
  return problems;
}
