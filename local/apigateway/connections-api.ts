import type { Connections, OpenConnection } from "./connections";
import { CLOSES, LIMITS } from "./wire";

/** A call of the @connections API. */
export interface ConnectionsRequest {
  readonly method: string;
  readonly connectionId: string;
  readonly body: Buffer;
  readonly isSigned: boolean;
}

export interface ConnectionsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Answers a call of the @connections API: POST sends a text message, GET describes the connection, DELETE closes it.
 * Statuses, bodies and the close are *recorded* (us-east-1, September 2026). Signatures are asked for, not verified.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callConnectionsApi(connections: Connections, request: ConnectionsRequest): ConnectionsAnswer {
  if (!request.isSigned) return refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  const act = Object.hasOwn(METHODS, request.method) ? METHODS[request.method] : undefined;
  if (!act) return refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  const open = connections.get(request.connectionId);
  if (!open) return refusal(410, "GoneException");
  return act(open, request.body);
}

const METHODS: Readonly<Record<string, (open: OpenConnection, body: Buffer) => ConnectionsAnswer>> = {
  POST(open, body) {
    if (body.length > LIMITS.message) return { status: 413 };
    open.send(body.toString());
    return { status: 200 };
  },
  GET({ connection, lastActiveAt }) {
    const body = JSON.stringify({
      connectedAt: new Date(connection.connectedAt).toISOString(),
      identity: connection.identity,
      lastActiveAt: new Date(lastActiveAt).toISOString(),
    });
    return { status: 200, headers: { "content-type": "application/json" }, body };
  },
  DELETE(open) {
    open.close(CLOSES.deleted.code, CLOSES.deleted.reason);
    return { status: 204 };
  },
};

function refusal(status: number, type: string, message?: string): ConnectionsAnswer {
  const headers = { "content-type": "application/json", "x-amzn-errortype": type };
  return { status, headers, ...(message && { body: JSON.stringify({ message }) }) };
}
