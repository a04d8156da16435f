import type { IncomingMessage } from "node:http";
import type { Handshake } from "../apigateway/events/connect";
import type { Identity } from "../apigateway/resources";
import type { RequestParameters } from "../apigateway/route-event";
import { createTraceRoot } from "../trace-root";

/**
 * Headers of the upgrade itself, which `$connect` does not see. *Recorded*, us-east-1, September 2026. It does see the
 * extensions that the client offers, as events show that others have published: https://github.com/mousabaker/aws-lambda-typing/pull/65
 */
const HOP_HEADERS = new Set(["connection", "upgrade"]);

/** What of an upgrade request is read, which may come from a client or from a distribution. */
export type UpgradeRequest = Pick<IncomingMessage, "url" | "socket" | "headers" | "rawHeaders">;

/**
 * An upgrade request as API Gateway sees it: of a header or a name in the query string that comes several times the last
 * value counts, and headers tell of the client and of the trace. *Recorded*, us-east-1, September 2026. Path and
 * parameters are read when somebody asks for them: most stages have nothing that does. Its texts alone are kept, as traces
 * hold handshakes for long: with the request would live all that Node.js has of it.
 */
export class RequestHandshake implements Handshake {
  readonly identity: Identity;
  readonly subprotocols: string | undefined;
  private readonly url: string;
  /** Names and values in turn, one a line: one text is moved about by the garbage collector at less cost than many. */
  private readonly headers: string;
  private read: RequestParameters | undefined;

  constructor(
    request: UpgradeRequest,
    readonly domainName: string | undefined,
  ) {
    this.identity = readIdentity(request);
    this.subprotocols = request.headers["sec-websocket-protocol"];
    this.url = request.url ?? "/";
    this.headers = request.rawHeaders.join("\n");
  }

  get path(): string {
    return this.target.pathname;
  }

  get parameters(): RequestParameters {
    return (this.read ??= readParameters(this.target, listHeaders(this.headers.split("\n"), this.identity)));
  }

  private get target(): URL {
    return new URL(`http://localhost${this.url}`);
  }
}

type Pairs = readonly (readonly [string, string])[];

function listHeaders(rawHeaders: readonly string[], { sourceIp }: Identity): Pairs {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (!HOP_HEADERS.has(name.toLowerCase())) headers.push([name, rawHeaders[index + 1]!]);
  }
  if (!headers.some(([name]) => name.toLowerCase() === "x-amzn-trace-id"))
    headers.push(["X-Amzn-Trace-Id", createTraceRoot()]);
  return [...headers, ["X-Forwarded-For", sourceIp], ["X-Forwarded-Port", "443"], ["X-Forwarded-Proto", "https"]];
}

function readParameters({ searchParams }: URL, headers: Pairs): RequestParameters {
  const query = [...searchParams];
  return {
    path: {},
    querystring: Object.fromEntries(query),
    header: Object.fromEntries(headers),
    multivaluequerystring: listValues(query),
    multivalueheader: listValues(headers),
  };
}

export function readIdentity({ socket, headers }: Pick<UpgradeRequest, "socket" | "headers">): Identity {
  return { sourceIp: socket.remoteAddress ?? "127.0.0.1", userAgent: headers["user-agent"] ?? "" };
}

function listValues(pairs: Pairs): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}
