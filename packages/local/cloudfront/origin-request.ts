import { randomUUID } from "node:crypto";
import type { Origin } from "./distribution-settings";
import { isSelected, type OriginRequestPolicySettings } from "./origin-request-policy";
import { type Header, joinPairs, splitPairs, type ViewerRequest } from "./viewer-request";

/** A request as CloudFront sends it to an origin. */
export interface OriginRequest {
  /** The origin's. */
  readonly domainName: string;
  /** The Host header: the origin's, if the policy does not send the viewer's. */
  readonly host: string;
  /** The origin's path and the request's, with the query string. */
  readonly url: string;
  readonly headers: readonly Header[];
}

/** Headers of the connection with the viewer, which CloudFront does not send on. */
const HOP_HEADERS = new Set(["connection", "upgrade", "keep-alive", "transfer-encoding"]);

/**
 * Returns what an origin gets: of headers, cookies and the query string what the policy selects, besides what CloudFront
 * sends to every origin. *Assumed*: Via; documented: the others.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html
 */
export function createOriginRequest(
  request: ViewerRequest,
  origin: Origin,
  policy: OriginRequestPolicySettings,
): OriginRequest {
  const { domainName, path, customHeaders } = origin;
  const selected = request.headers.filter(([name]) => isSent(policy, name.toLowerCase()));
  const cookie = selectCookies(request, policy);
  const sent = [...dropNamed(selected, customHeaders), ...(cookie === "" ? [] : ([["Cookie", cookie]] as const))];
  const usual: readonly Header[] = [
    ["Host", domainName],
    ["User-Agent", "Amazon CloudFront"],
    ["X-Amz-Cf-Id", randomUUID()],
    ["Via", "1.1 cloudfront.net (CloudFront)"],
  ];
  const headers = [...sent, ...customHeaders, ...dropNamed(usual, [...sent, ...customHeaders])];
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1] ?? domainName;
  const query = splitPairs(request.querystring, "&").filter(([name]) => isSelected(policy.queryStrings, name));
  const search = query.length > 0 ? `?${joinPairs(query, "&")}` : "";
  return { domainName, host, url: `${path}${request.uri}${search}`, headers };
}

function selectCookies({ headers }: ViewerRequest, { cookies }: OriginRequestPolicySettings): string {
  const given = headers.filter(([name]) => name.toLowerCase() === "cookie");
  const pairs = given.flatMap(([, value]) => splitPairs(value, ";"));
  return joinPairs(
    pairs.filter(([name]) => isSelected(cookies, name)),
    "; ",
  );
}

/** The headers that the others do not name. */
function dropNamed(headers: readonly Header[], others: readonly Header[]): readonly Header[] {
  const names = new Set(others.map(([name]) => name.toLowerCase()));
  return headers.filter(([name]) => !names.has(name.toLowerCase()));
}

/** CloudFront-* headers tell of the viewer; none of them is made here. */
function isSent({ headers }: OriginRequestPolicySettings, name: string): boolean {
  return name !== "cookie" && !HOP_HEADERS.has(name) && isSelected(headers, name, true);
}
