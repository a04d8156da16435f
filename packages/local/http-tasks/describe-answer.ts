import { STATUS_CODES } from "node:http";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";

/** What an endpoint answered. */
export interface HttpAnswer {
  readonly status: number;
  /** As the server wrote it; empty where it wrote none. */
  readonly statusText: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

export const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** *Assumed*: headers of the connection are no part of the answer; the examples of AWS show none. */
const HOP_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding"]);

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#unsupported-http-task-responses */
const BINARY = /^\s*(?:application\/octet-stream|image\/|video\/|audio\/)/i;

/**
 * Returns the result of a Task state: the members of an example, in its order.
 *
 * @throws TaskFailure for another status than 2xx, whose cause is the status text alone (*assumed* from what users report),
 * and for a body that is no text.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html
 */
export function describeAnswer({ status, statusText, headers, body }: HttpAnswer): JsonObject {
  const text = statusText || (STATUS_CODES[status] ?? "");
  if (!isSuccess(status)) throw new TaskFailure(`States.Http.StatusCode.${status}`, text);
  const shown = Object.entries(headers)
    .filter(([name]) => !HOP_HEADERS.has(name))
    .map(([name, values]): [string, Json] => [name, [...values]]);
  return {
    Headers: Object.fromEntries(shown),
    ResponseBody: readBody(headers["content-type"]?.[0] ?? "", body),
    StatusCode: status,
    StatusText: text,
  };
}

/** *Assumed*: what calls itself JSON is read as JSON where it is; all else is a text. */
function readBody(type: string, body: Buffer): Json {
  if (BINARY.test(type))
    throw new TaskFailure("States.Runtime", `The content type '${type}' of the response is not supported`);
  const text = decode(body);
  if (!/^[^;]*\bjson\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new TaskFailure("States.Runtime", "The body of the response is not a valid string");
  }
}
