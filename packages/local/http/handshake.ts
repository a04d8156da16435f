import type { IncomingMessage } from "node:http";
import type { Handshake } from "../apigateway/connect";
import type { Identity } from "../apigateway/resources";
import type { RequestParameters } from "../apigateway/route-event";
import { createTraceRoot } from "../trace-root";

/** Headers of the upgrade itself, which `$connect` does not see. *Recorded*, us-east-1, September 2026. */
const HOP_HEADERS = new Set(["connection", "upgrade", "sec-websocket-extensions"]);

/** What of an upgrade request is read, which may come from a client or from a distribution. */
export type UpgradeRequest = Pick<IncomingMessage, "url" | "socket" | "headers" | "rawHeaders">;

/**
 * An upgrade request as API Gateway sees it: of a header or a name in the query string that comes several times the last
 * value counts, and headers tell of the client and of the trace. *Recorded*, us-east-1, September 2026. Path and
 * parameters are read when somebody asks for them: most stages have nothing that does.
 */
export class RequestHandshake implements Handshake {
  readonly identity: Identity;
  private url: URL | undefined;
  private read: RequestParameters | undefined;

  constructor(
    private readonly request: UpgradeRequest,
    readonly domainName: string | undefined,
  ) {
    this.identity = readIdentity(request);
  }

  get path(): string {
    return this.target.pathname;
  }

  get parameters(): RequestParameters {
    return (this.read ??= readParameters(this.target, listHeaders(this.request, this.identity)));
  }

  private get target(): URL {
    return (this.url ??= new URL(`http://localhost${this.request.url ?? "/"}`));
  }
}

type Pairs = readonly (readonly [string, string])[];

function listHeaders({ rawHeaders, headers: known }: UpgradeRequest, { sourceIp }: Identity): Pairs {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (!HOP_HEADERS.has(name.toLowerCase())) headers.push([name, rawHeaders[index + 1]!]);
  }
  if (known["x-amzn-trace-id"] === undefined) headers.push(["X-Amzn-Trace-Id", createTraceRoot()]);
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
