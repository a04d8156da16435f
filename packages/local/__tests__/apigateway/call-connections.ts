import { request } from "node:http";

export interface ConnectionsCall {
  readonly method: string;
  readonly connectionId: string;
  readonly body?: string | Buffer;
  /** @default those of a signed call */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default "api" */
  readonly stage?: string;
}

export interface ConnectionsAnswer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

const SIGNED = { authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request" };

/** Calls the @connections API of the server on a port. */
export function callConnections(port: number, call: ConnectionsCall): Promise<ConnectionsAnswer> {
  const { method, connectionId, body = "", headers = SIGNED, stage = "api" } = call;
  const path = `/${stage}/@connections/${encodeURIComponent(connectionId)}`;
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers: { ...headers } }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => {
        const type = response.headers["x-amzn-errortype"] as string | undefined;
        resolve({ status: response.statusCode, type, body: text });
      });
    });
    sent.on("error", reject).end(body);
  });
}
