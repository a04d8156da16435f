import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallAwsApi } from "../protocols/aws-request";

/** An HTTP server that hands each request to an API, for the clients of AWS's own SDK. */
export interface ApiServer {
  /** What a client of the SDK is configured with. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly disableHostPrefix: true;
    readonly maxAttempts: 1;
  };
  /** Posts a body as it is, and returns the status and the answer's text. */
  post(body: string, headers?: Readonly<Record<string, string>>): Promise<readonly [number, string]>;
  close(): Promise<void>;
}

export async function serveApi(callApi: CallAwsApi): Promise<ApiServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answer = await callApi({
        service: "",
        region: "us-east-1",
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    client: {
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      disableHostPrefix: true,
      maxAttempts: 1,
    },
    async post(body, headers = {}) {
      const answer = await fetch(endpoint, { method: "POST", body, headers });
      return [answer.status, await answer.text()];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Returns what a client's call came to, without what the SDK adds; of an error its name, status and message. */
export async function outcome(call: Promise<object>): Promise<unknown> {
  try {
    return withoutMetadata(await call);
  } catch (error) {
    const { name, message, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
    return [name, $metadata?.httpStatusCode, message];
  }
}

function withoutMetadata(answer: object): object {
  return Object.fromEntries(
    Object.entries(answer).filter(([name, value]) => name !== "$metadata" && value !== undefined),
  );
}
