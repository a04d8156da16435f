import { type IncomingMessage, request as sendHttp } from "node:http";
import { request as sendHttps } from "node:https";
import type { Forward } from "./forwards";

/** A call of a service as it is sent to its server. */
export interface ForwardedRequest {
  readonly method: string;
  /** Encoded; the server's own path goes before it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly region: string;
}

export interface ForwardedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What is waited for at most. */
export interface AnswerLimits {
  /** Milliseconds in which nothing comes, before the answer and within it. */
  readonly silence: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * *Assumed*: whoever waits longer than an Express workflow may run, 5 minutes, waits in vain: a model answers within one
 * minute at SageMaker, and at Bedrock may take more. And no answer is larger than the largest code of a function that S3
 * hands to Lambda.
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LIMITS: AnswerLimits = { silence: 300_000, size: 262_144_000 };

/** Marks what was forwarded once: a server that is this one would send it on for ever. */
export const FORWARDED = "x-sfn-websocket-forwarded";

/** What a call cannot carry to another server: who sent it, how it was signed, and what belongs to the connection. */
const OWN_HEADERS =
  /^(host|authorization|connection|keep-alive|transfer-encoding|content-length|expect|x-amz-date|x-amz-security-token|origin|cookie)$/;

/**
 * Signs a call and sends it to the service's server.
 *
 * @throws Error in the developer form where the server does not answer, or HTTP cannot carry the call.
 */
export async function sendForwarded(
  forward: Forward,
  request: ForwardedRequest,
  limits = LIMITS,
): Promise<ForwardedAnswer> {
  const { url } = forward;
  const path = `${url.pathname.replace(/\/$/, "")}${request.path}`;
  const query = [...request.query].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  requireCarriable(forward.service, path, request.headers);
  const headers = await sign(forward, { ...request, path });
  try {
    return await receive(forward, { ...request, path: query ? `${path}?${query}` : path, headers }, limits);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `forward: ${forward.service}: no answer of the server, got '${message || "no connection"}'; is it running on ${url.host}?`,
    );
  }
}

type Signed = Pick<ForwardedRequest, "method" | "path" | "headers" | "body">;

/** Sends a request, and resolves to its answer when all of it is there. */
function receive({ url }: Forward, request: Signed, { silence, size }: AnswerLimits): Promise<ForwardedAnswer> {
  const { method, path, headers, body } = request;
  const send = url.protocol === "https:" ? sendHttps : sendHttp;
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const target = { hostname, port: url.port || undefined, path, method, headers, timeout: silence };
  return new Promise((resolve, reject) => {
    const sent = send(target, (answer) => {
      collect(answer, size)
        .then((content) =>
          resolve({ status: answer.statusCode ?? 500, headers: keepHeaders(answer, method), body: content }),
        )
        .catch((error: Error) => {
          sent.destroy();
          reject(error);
        });
    });
    sent.on("timeout", () => {
      const error = new Error(`nothing within ${silence} ms`);
      reject(error);
      sent.destroy(error);
    });
    sent.on("error", reject).end(body);
  });
}

async function collect(answer: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Error(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function keepHeaders({ headers }: IncomingMessage, method: string): Record<string, string> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    isKept(name, method) && value !== undefined ? [[name, [value].flat().join(", ")]] : [],
  );
  return Object.fromEntries(kept);
}

/** What HEAD asks for is the length of what GET would answer. */
const isKept = (name: string, method: string): boolean =>
  !OWN_HEADERS.test(name) || (name === "content-length" && method === "HEAD");

/** Refuses what HTTP cannot carry, in which case nothing is sent. @throws Error in the developer form. */
function requireCarriable(service: string, target: string, headers: Readonly<Record<string, string>>): void {
  if (/[^\u0021-\u00ff]/.test(target))
    throw new Error(`forward: ${service}: the path has characters that must be encoded, got '${target}'; encode them`);
  for (const [name, value] of Object.entries(headers))
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
      throw new Error(
        `forward: ${service}: a header has characters that HTTP does not carry, got '${name}: ${value}'; encode them`,
      );
}

/** Returns the headers that sign a call with Signature Version 4. The package is loaded when the first call comes. */
async function sign(
  { url, service, credentials }: Forward,
  request: ForwardedRequest,
): Promise<Record<string, string>> {
  const { SignatureV4 } = require("@smithy/signature-v4") as typeof import("@smithy/signature-v4");
  const { Sha256 } = require("@aws-crypto/sha256-js") as typeof import("@aws-crypto/sha256-js");
  const { method, path, query, headers, body, region } = request;
  // S3 signs a path as it is sent; the others' is encoded once more.
  const uriEscapePath = service !== "s3";
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    uriEscapePath,
    applyChecksum: service === "s3",
  });
  const kept = Object.entries(headers).filter(([name]) => !OWN_HEADERS.test(name.toLowerCase()));
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path,
    query: readQuery(query),
    headers: { ...Object.fromEntries(kept), host: url.host, [FORWARDED]: "1" },
    body,
  });
  return { ...signed.headers, "content-length": String(body.length) };
}

function readQuery(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(names.map((name) => [name, query.getAll(name)]));
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
