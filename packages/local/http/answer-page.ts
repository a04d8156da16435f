import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Aws } from "../account/aws";
import type { HttpAnswer } from "./http-answer";
import { findAddress, listStages } from "./list-addresses";

/** A plain request of a person, by a browser or by `curl`. */
export interface PageRequest {
  readonly path: string;
  /** The header Accept. @default text */
  readonly accept?: string | undefined;
  /** The header Host, which is this machine. */
  readonly host?: string | undefined;
}

const CLIENT = "/browser-client.html";
const CLIENT_FILE = join(__dirname, "..", "..", "..", "docs", "browser-client.html");

/** The pages load nothing from elsewhere, and no other page shows them in a frame. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Page = (aws: Aws, request: PageRequest) => HttpAnswer;

/** The pages by their paths. */
const PAGES: Readonly<Record<string, Page>> = {
  "/": (aws, { accept = "", host = "" }) =>
    accept.includes("text/html") ? html(printFrontPage(aws, host)) : text(describeFront(aws, host)),
  [CLIENT]: () => html(readFileSync(CLIENT_FILE, "utf8")),
};

/** Says to a person where they are, or gives the page of a browser client; undefined for every other path. */
export function answerPage(aws: Aws, request: PageRequest): HttpAnswer | undefined {
  return Object.hasOwn(PAGES, request.path) ? PAGES[request.path]?.(aws, request) : undefined;
}

const html = (body: string): HttpAnswer => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, ...PLAIN },
  body,
});
const text = (body: string): HttpAnswer => ({
  status: 200,
  headers: { "content-type": "text/plain; charset=utf-8", ...PLAIN },
  body,
});
const PLAIN = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

const WHAT = "This machine as AWS: WebSocket APIs, @connections and the AWS APIs that made them.";
const NO_STAGE = "No stage is served yet.";

interface Served {
  readonly name: string;
  readonly address: string;
}

function listServed(aws: Aws, host: string): readonly Served[] {
  return listStages(aws).flatMap((stage) => {
    const address = findAddress(aws, stage, `ws://${host}`);
    return address === undefined ? [] : [{ name: stage.api.name, address }];
  });
}

function describeFront(aws: Aws, host: string): string {
  const stages = listServed(aws, host).map(
    ({ name, address }) => `${name}: ${address}\n  try  npx wscat -c ${address}`,
  );
  const rest = [`in a browser: http://${host}${CLIENT}`, `AWS endpoint: http://${host}`, ""];
  return [WHAT, "", ...(stages.length > 0 ? stages : [NO_STAGE]), ...rest].join("\n");
}

function printFrontPage(aws: Aws, host: string): string {
  const stages = listServed(aws, host).map(
    ({ name, address }) =>
      `<dt>${escapeHtml(name)}</dt>\n      <dd><a href="${CLIENT}?url=${encodeURIComponent(address)}">${escapeHtml(address)}</a></dd>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>AWS on this machine</title>
    <style>
      :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
      body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; }
      dd { margin: 0 0 0.75rem; }
      dt, dd, code { overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <h1>AWS on this machine</h1>
    <p>${WHAT}</p>
    <dl>
      ${stages.join("\n      ") || `<dt>${NO_STAGE}</dt>`}
    </dl>
    <p>An address opens a client in the browser. In a terminal: <code>npx wscat -c ADDRESS</code></p>
    <p>For AWS's tools and SDKs: <code>AWS_ENDPOINT_URL=http://${escapeHtml(host)}</code></p>
  </body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (value: string): string => value.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
