import type { IncomingMessage } from "node:http";
import type { Handshake } from "../apigateway/connect";
import type { Identity } from "../apigateway/resources";
import { createTraceRoot } from "../trace-root";

/** Headers of the upgrade itself, which `$connect` does not see. *Recorded*, us-east-1, September 2026. */
const HOP_HEADERS = new Set(["connection", "upgrade", "sec-websocket-extensions"]);

/** What of an upgrade request is read, which may come from a client or from a distribution. */
export type UpgradeRequest = Pick<IncomingMessage, "url" | "socket" | "headers" | "rawHeaders">;

/**
 * Returns an upgrade request as API Gateway sees it: of a header or a name in the query string that comes several times
 * the last value counts, and headers tell of the client and of the trace. *Recorded*, us-east-1, September 2026.
 */
export function readHandshake(request: UpgradeRequest): Handshake {
  const { sourceIp } = readIdentity(request);
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]!;
    if (!HOP_HEADERS.has(name.toLowerCase())) headers.push([name, request.rawHeaders[index + 1]!]);
  }
  if (request.headers["x-amzn-trace-id"] === undefined) headers.push(["X-Amzn-Trace-Id", createTraceRoot()]);
  headers.push(["X-Forwarded-For", sourceIp], ["X-Forwarded-Port", "443"], ["X-Forwarded-Proto", "https"]);
  const { pathname, searchParams } = new URL(`http://localhost${request.url ?? "/"}`);
  const query = [...searchParams];
  return {
    path: pathname,
    parameters: {
      path: {},
      querystring: Object.fromEntries(query),
      header: Object.fromEntries(headers),
      multivaluequerystring: listValues(query),
      multivalueheader: listValues(headers),
    },
    identity: readIdentity(request),
  };
}

export function readIdentity({ socket, headers }: Pick<UpgradeRequest, "socket" | "headers">): Identity {
  return { sourceIp: socket.remoteAddress ?? "127.0.0.1", userAgent: headers["user-agent"] ?? "" };
}

function listValues(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}
