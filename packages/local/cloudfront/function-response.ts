import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { EdgeResponse } from "./edge-response";
import type { Header } from "./viewer-request";
import { readHeaders, readValues, requireToken, writeLine } from "./function-event";

/**
 * Returns the response that a function gives instead of the origin's.
 *
 * @throws Error when it is none that CloudFront accepts.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html#functions-event-structure-response
 */
export function readFunctionResponse(name: string, result: JsonObject): EdgeResponse {
  const { statusCode, statusDescription, headers, cookies, body } = result;
  if (typeof statusCode !== "number" || !Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599)
    throw new Error(`statusCode: not a whole number from 200 to 599, got ${JSON.stringify(statusCode)}`);
  return {
    status: statusCode,
    ...(typeof statusDescription === "string" && { statusText: writeLine(statusDescription) }),
    headers: {
      ...collectHeaders([...readResponseHeaders(headers), ...readCookies(cookies)]),
      server: "CloudFront",
      "x-cache": "FunctionGeneratedResponse from cloudfront",
    },
    body: readBody(body),
    cause: `CloudFront function '${name}' answered ${statusCode}`,
  };
}

function readResponseHeaders(headers: Json | undefined): readonly Header[] {
  const read = readHeaders("headers", headers);
  for (const [name, value] of read)
    if (name === "transfer-encoding") throw new Error(`headers: '${name}' is read-only, got '${value}'`);
  return read;
}

function collectHeaders(headers: readonly Header[]): Readonly<Record<string, readonly string[]>> {
  const collected = new Map<string, string[]>();
  for (const [name, value] of headers) collected.set(name, [...(collected.get(name) ?? []), value]);
  return Object.fromEntries(collected);
}

/** A cookie may have attributes, such as `Secure; Path=/`. */
function readCookies(cookies: Json | undefined): readonly Header[] {
  return readValues("cookies", cookies).map(([name, value, { attributes }]) => {
    requireToken("cookies", name, "cookie");
    const cookie = typeof attributes === "string" ? `${name}=${value}; ${attributes}` : `${name}=${value}`;
    return ["set-cookie", writeLine(cookie)];
  });
}

/** A text, or a text and how it is encoded. */
function readBody(body: Json | undefined): string {
  if (body === undefined || typeof body === "string") return body ?? "";
  const { data, encoding = "text" } = isJsonObject(body) ? body : {};
  if (typeof data !== "string")
    throw new Error(`body: neither a text nor { encoding, data }, got ${JSON.stringify(body)}`);
  return encoding === "base64" ? Buffer.from(data, "base64").toString() : data;
}
