import { type EdgeOptions, FORWARDED_HEADERS, PRICE_CLASSES } from "./edge";
import { checkOption, type RefuseValue } from "../options/option";
import { findPartition, SAMPLE_PARTITION } from "../names/partition";
import { checkMembers, isRecord, refuseOther } from "../options/refuse-value";
import { show } from "../options/show-value";
import type { WebSocketApiProps } from "./websocket-api-props";

/** The most headers that an origin request policy may name. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html documented */
const MOST_HEADERS = 10;

/** The headers of the handshake which authorize a client, in lower case, each once. */
export function listAuthorizingHeaders({ authorization, apiKeys }: WebSocketApiProps): readonly string[] {
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

/**
 * Refuses what is no ARN of a resource in us-east-1, where CloudFront looks for certificates and web ACLs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html documented
 */
const refuseGlobalArn =
  (whose: string, form: RegExp, example: string): RefuseValue =>
  (value) =>
    typeof value === "string" && (form.test(value) || /^\$\{[^}]+\}$/.test(value))
      ? undefined
      : `is not ${whose} ARN in us-east-1, got ${show(value)}; write it as in ${example}`;

const OPTIONS: Readonly<Record<keyof EdgeOptions, RefuseValue>> = {
  webAclArn: refuseGlobalArn(
    "a global web ACL's",
    /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
    "arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/1a2b",
  ),
  priceClass: refuseOther(PRICE_CLASSES),
  aliases: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((each) => ALIAS.test(String(each)))
      ? undefined
      : `are no host names, got ${show(value)}; give ["chat.example.com"]`,
  certificateArn: refuseGlobalArn(
    "a certificate's",
    /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
    "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
  ),
};

const ALIAS = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** The problems of the option by itself: true, false, or what the distribution has of its own. */
export function checkEdgeOptions(edge: unknown): readonly string[] {
  if (typeof edge === "boolean") return [];
  if (!isRecord(edge)) return [`edge: is unknown, got ${show(edge)}; give true, or { priceClass: "PriceClass_100" }`];
  const wrong = Object.entries(OPTIONS).flatMap(([name, refuse]) => {
    const value = edge[name];
    return value === undefined ? [] : checkOption(name, { refuse }, value).map((problem) => `edge: ${problem}`);
  });
  const problems = [...wrong, ...checkMembers("edge", edge, Object.keys(OPTIONS))];
  if ((edge["aliases"] === undefined) === (edge["certificateArn"] === undefined)) return problems;
  const [there, missing] =
    edge["aliases"] === undefined ? ["certificateArn", "aliases"] : ["aliases", "certificateArn"];
  return [...problems, `edge: ${there} needs '${missing}' too, got ${show(edge[there])} alone; give both, or none`];
}

/** What CloudFront keeps from an API behind it that the API needs. */
export function checkEdge(props: WebSocketApiProps, region: string): readonly string[] {
  const { customDomain, authorization } = props;
  const headers = listAuthorizingHeaders(props);
  const problems: string[] = [];
  const partition = findPartition(region) ?? SAMPLE_PARTITION;
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
