import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:sync-)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w-]+\.)+localhost)(?::\d+)?$/i;

/**
 * Returns why a request must be refused, or undefined. A server on loopback can be reached by every page that the
 * user's browser shows: a foreign `Origin` (cross-site WebSocket hijacking) and a foreign `Host` (DNS rebinding) are
 * refused. A custom domain name of an API is no foreign host where `isCustomDomain` says so, and yet a foreign origin: no
 * page of that site reaches this machine.
 */
export function refuseForeign({ headers }: IncomingMessage, isCustomDomain = false): string | undefined {
  const { host = "", origin } = headers;
  if (!isCustomDomain && !LOOPBACK.test(host))
    return `the Host header is not this machine, got '${host}'; use 127.0.0.1 or localhost`;
  if (origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ""))) return undefined;
  return `the Origin is another site, got '${origin}'; open the page from http://localhost or http://127.0.0.1`;
}
