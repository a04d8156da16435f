import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w-]+\.)+localhost)(?::\d+)?$/i;
/** What AWS's SDKs put before the host of StartSyncExecution. A browser might be made to find such a name elsewhere. */
const HOST_PREFIX = /^sync-/i;
const SIGNED = /^AWS4-HMAC-SHA256 /;
/** Of a page, as browsers tell it. */
const FOREIGN_SITES = ["cross-site", "same-site"];

/** Of a host or an origin, without its port: whoever develops a page serves it at one of its own. */
const nameOf = (address: string): string => address.replace(/^https?:\/\//, "").replace(/:\d+$/, "");

/**
 * Returns why a request must be refused, or undefined. A server on loopback can be reached by every page that the
 * user's browser shows: a foreign `Origin` (cross-site WebSocket hijacking), a foreign `Host` (DNS rebinding) and a foreign
 * page that names no origin, as for an image, are refused. A custom domain name of an API is no foreign host where `isCustomDomain` says so, and yet a foreign origin: no
 * page of that site reaches this machine. Where other machines may call, `isExposed`, every IP address is this machine, and a page at it no foreign one. The SDKs' own prefix of a host counts in a signed request only.
 */
export function refuseForeign(
  { headers }: Pick<IncomingMessage, "headers">,
  isCustomDomain = false,
  isExposed = false,
): string | undefined {
  const { host = "", origin, "sec-fetch-site": site = "none", authorization = "" } = headers;
  const called = SIGNED.test(authorization) ? host.replace(HOST_PREFIX, "") : host;
  // A name may be made to lead here by whoever owns it; an address is what a client itself has called.
  const isAddress = isExposed && isIP(nameOf(called).replace(/^\[|\]$/g, "")) !== 0;
  if (!isCustomDomain && !isAddress && !LOOPBACK.test(called))
    return `the Host header is not this machine, got '${host}'; use 127.0.0.1 or localhost`;
  if (origin === undefined && FOREIGN_SITES.includes(String(site)))
    return `the request comes from another site's page, got 'sec-fetch-site: ${site}'; call from http://localhost or http://127.0.0.1 with CORS, or from no page`;
  if (isAddress && origin !== undefined && nameOf(origin) === nameOf(host)) return undefined;
  if (origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ""))) return undefined;
  return `the Origin is another site, got '${origin}'; open the page from http://localhost or http://127.0.0.1`;
}
