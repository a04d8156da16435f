import type { EdgeResponse } from "../cloudfront/edge-response";
import type { UpgradeRequest } from "./handshake";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html documented */
const URL_LENGTH = 4_096;

/**
 * *Recorded*, us-east-1, September 2026: API Gateway's front end answers two `Authorization` headers with a page of its own,
 * before an authorizer is asked. *Assumed*: such a page, of the status that HTTP has for it, answers a URL that is too long.
 */
const page = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
const HEADERS = { "content-type": "text/html" };

/** Returns what API Gateway's front end answers to an upgrade request that no stage gets to see; undefined for others. */
export function refuseUpgrade({ url = "", headers, rawHeaders }: UpgradeRequest): EdgeResponse | undefined {
  if (url.length > URL_LENGTH) {
    const cause = `the URL is longer than ${URL_LENGTH} characters, got ${url.length}; hand less on in it`;
    return {
      status: 414,
      statusText: "Request-URI Too Large",
      headers: HEADERS,
      body: page("414 Request-URI Too Large"),
      cause,
    };
  }
  if (headers.authorization === undefined) return undefined;
  const named = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "authorization");
  if (named.length < 2) return undefined;
  const cause = `more than one Authorization header, got ${named.length}; send one`;
  return { status: 400, headers: HEADERS, body: page("400 Bad Request"), cause };
}
