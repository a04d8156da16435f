import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ConnectOutcome } from "../apigateway/events/connect";
import type { EdgeResponse } from "../cloudfront/edge-response";

/** `statusText` is by default the usual one of the status. */
type Refusal = Omit<Extract<ConnectOutcome, { accepted: false }> | EdgeResponse, "accepted" | "cause" | "statusText"> &
  Pick<EdgeResponse, "statusText">;

/** *Assumed*: the answer to a handshake that is none of RFC 6455; the header is the RFC's own, of another version. */
export const BAD_REQUEST: Refusal = {
  status: 400,
  headers: { "content-type": "application/json", "sec-websocket-version": "13" },
  body: '{"message":"Bad Request"}',
};

/** *Assumed*: the answer where this program fails, as to an integration of `$connect` that does. */
export const INTERNAL_SERVER_ERROR: Refusal = {
  status: 500,
  headers: { "content-type": "application/json", "x-amzn-ErrorType": "InternalServerErrorException" },
  body: '{"message": "Internal server error"}',
};

/** Statuses that have no body: what came behind one would be no HTTP. @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
const BODILESS: readonly number[] = [204, 304];

/** Answers a handshake that is refused, and ends its connection. A backend's Transfer-Encoding is dropped, as of REST APIs is documented. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
export function sendRefusal(stream: Duplex, refusal: Refusal): void {
  const { status, statusText = STATUS_CODES[status] ?? "", headers } = refusal;
  const body = BODILESS.includes(status) ? "" : refusal.body;
  const lines = {
    ...headers,
    date: new Date().toUTCString(),
    connection: "close",
    "content-length": Buffer.byteLength(body),
  };
  const sent = Object.entries(lines).filter(([name]) => name.toLowerCase() !== "transfer-encoding");
  const head = sent.flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}\r\n`));
  // Nothing more is read from a client that was refused, and it need not end its side.
  stream.once("finish", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${statusText}\r\n${head.join("")}\r\n${body}`);
}
