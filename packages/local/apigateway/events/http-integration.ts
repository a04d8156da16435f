import { request as sendRequest, type IncomingMessage } from "node:http";
import type { CallIntegration, IntegrationRequest, IntegrationResult } from "../integration";
import { INTEGRATION_FAILED, internalServerError } from "../wire";
import { fillPath, fillStageVariables } from "./fill-uri";

/** Bytes. API Gateway's limit on payloads. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const LARGEST_BODY = 10 * 1024 * 1024;

/** Milliseconds after which nobody waits for the answer any more, whatever the integration's timeout. */
const LONGEST_TIMEOUT = 30_000;

/** The names and addresses of this machine. A name that DNS answers is none: it could mean any address. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Calls the HTTP backend of an HTTP or HTTP_PROXY integration, on this machine only, and resolves to its answer;
 * redirects are answers like others.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-integration-requests.html
 */
export const callHttp: CallIntegration = async (call) => {
  const url = locateBackend(call);
  const method = call.integration.integrationMethod ?? "POST";
  if (!/^[A-Z]+$/.test(method) || method === "CONNECT")
    throw internalServerError(`the integration's method is none of HTTP, got '${method}'; use POST`);
  const body = method === "GET" || method === "HEAD" ? "" : call.body;
  return new Promise<IntegrationResult>((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        internalServerError(`${method} ${url.origin}${url.pathname} failed: ${error.message}`, INTEGRATION_FAILED),
      );
    try {
      const request = sendRequest(
        url,
        { method, headers: describeHeaders(call, body), agent: false, signal: AbortSignal.timeout(LONGEST_TIMEOUT) },
        (response) => {
          readAnswer(response).then(resolve, fail);
        },
      );
      request.on("error", fail).end(body);
    } catch (error) {
      fail(error as Error);
    }
  });
};

/** Headers of the connection to the backend, which are no part of its answer. */
const HOP_HEADERS = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Returns the backend's address: the URI with its `{names}`, stage variables and query string filled in. */
function locateBackend({ integration, path, querystring, stageVariables }: IntegrationRequest): URL {
  const { integrationUri = "" } = integration;
  const text = fillPath(fillStageVariables(integrationUri, stageVariables), path);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" || !LOOPBACK.test(url.hostname))
    throw internalServerError(
      `HTTP integrations reach this machine only, got '${text}'; use http://127.0.0.1:<port>/<path> when running locally`,
    );
  for (const [name, value] of Object.entries(querystring)) url.searchParams.set(name, value);
  return url;
}

/** The `User-Agent` and the API's header are *recorded*; the content type is *assumed* to be JSON's. */
function describeHeaders({ event, headers }: IntegrationRequest, body: string): Record<string, string> {
  const { apiId } = event.connection;
  return {
    "Content-Type": "application/json",
    "User-Agent": `AmazonAPIGateway_${apiId}`,
    "x-amzn-apigateway-api-id": apiId,
    ...headers,
    ...(body !== "" && { "Content-Length": String(Buffer.byteLength(body)) }),
  };
}

async function readAnswer(response: IncomingMessage): Promise<IntegrationResult> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new Error(`the answer is over ${LARGEST_BODY} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.entries(response.headers)
    .filter(([name]) => !HOP_HEADERS.has(name))
    .map(([name, value]): [string, string] => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]);
  return {
    status: response.statusCode ?? 500,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
  };
}
