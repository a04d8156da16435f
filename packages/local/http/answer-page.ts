import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Aws } from "../account/aws";
import { listStages } from "../account/list-served";
import type { HttpAnswer } from "./http-answer";
import { findAddress } from "./list-addresses";

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

/** The client's page loads nothing from elsewhere, and no other page shows it in a frame. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Page = (aws: Aws, request: PageRequest) => HttpAnswer;

/** Browsers get the console. */
const TO_CONSOLE: HttpAnswer = { status: 302, headers: { location: "/_console/", vary: "accept" } };

/** The pages by their paths. */
const PAGES: Readonly<Record<string, Page>> = {
  "/": (aws, { accept = "", host = "" }) =>
    accept.includes("text/html") ? TO_CONSOLE : text(describeFront(aws, host)),
  [CLIENT]: () => html(readFileSync(CLIENT_FILE, "utf8")),
};

/** Says to a person where they are, or gives them the page for that; undefined for every other path. */
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
  const rest = [
    `console: http://${host}/_console/`,
    `client for a browser: http://${host}${CLIENT}`,
    `AWS endpoint: http://${host}`,
    "",
  ];
  return [WHAT, "", ...(stages.length > 0 ? stages : [NO_STAGE]), ...rest].join("\n");
}
