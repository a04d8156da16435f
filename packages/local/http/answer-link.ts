import type { IncomingMessage } from "node:http";
import type { HttpAnswer } from "./http-answer";
import { refuseForeign } from "./loopback";

/** The pages that a link of another site may lead to: this server's front and the console. */
const PAGE = /^\/(?:_console(?:\/[^?#]*)?)?(?:\?[^#]*)?$/;

/**
 * Answers who follows a link of another site, as in a chat or an issue, to a page of this server: with a link to it, and
 * nothing of what it shows. What follows from there is the person's own doing, and no longer the other site's. Undefined for
 * any other request that comes from another site.
 */
export function answerLink({ method, url = "/", headers }: IncomingMessage, isExposed = false): HttpAnswer | undefined {
  const { "sec-fetch-mode": mode, "sec-fetch-dest": target, "sec-fetch-site": _, ...others } = headers;
  if (method !== "GET" || mode !== "navigate" || target !== "document" || !PAGE.test(url)) return undefined;
  if (others.origin !== undefined || refuseForeign({ headers: others }, false, isExposed) !== undefined)
    return undefined;
  return { status: 403, headers: HEADERS, body: writePage(url === "/" ? "/_console/" : url) };
}

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? "");

const writePage = (path: string): string => `<!doctype html>
<html lang="en">
<title>A page of this machine</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<p>Another site has sent you to a page of your own machine. If you meant to come here: <a href="${escape(path)}" rel="noopener">open it</a>.</p>
</html>
`;
