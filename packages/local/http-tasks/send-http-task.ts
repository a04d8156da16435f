import { type IncomingMessage, request as sendHttp } from "node:http";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import { type HttpAnswer, isSuccess } from "./describe-answer";
import type { HttpTask } from "./read-http-task";

/** A request with all of its headers. */
export interface SentTask extends Pick<HttpTask, "url" | "method" | "headers" | "body"> {
  readonly state: string;
  readonly signal: AbortSignal;
}

/** Bytes of a result. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LARGEST = 262_144;

// The module of TLS is loaded for an endpoint that needs it.
const loadHttps = () => require("node:https") as typeof import("node:https");

/**
 * Sends one request and resolves to the whole answer; a redirect is an answer like others (*assumed*).
 *
 * @throws Error where no answer comes; TaskFailure States.DataLimitExceeded for one that is too long.
 */
export async function sendHttpTask({ url, method, headers, body, state, signal }: SentTask): Promise<HttpAnswer> {
  const send = url.protocol === "https:" ? loadHttps().request : sendHttp;
  const length = body === undefined ? undefined : { "content-length": String(Buffer.byteLength(body)) };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url, { method, headers: { ...headers, ...length }, agent: false, signal }, resolve)
      .on("error", reject)
      .end(body);
  });
  const status = answer.statusCode ?? 500;
  const headersRead = Object.entries(answer.headersDistinct).map(([name, values = []]) => [name, values] as const);
  return {
    status,
    statusText: answer.statusMessage ?? "",
    headers: Object.fromEntries(headersRead),
    body: isSuccess(status) ? await readBody(answer, state) : drop(answer),
  };
}

/** Nobody is told the body of a failure. */
function drop(answer: IncomingMessage): Buffer {
  answer.destroy();
  return Buffer.alloc(0);
}

async function readBody(answer: IncomingMessage, state: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST)
      throw new TaskFailure(
        "States.DataLimitExceeded",
        `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
