import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import type { EdgeResponse } from "./edge-response";
import { readValues } from "./function-event";

/**
 * Returns the response that a function gives instead of the origin's.
 *
 * @throws Error when it is none that CloudFront accepts.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html#functions-event-structure-response
 */
export function readFunctionResponse(name: string, result: JsonObject): EdgeResponse {
  const { statusCode, statusDescription, headers, body } = result;
  if (typeof statusCode !== "number" || !Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599)
    throw new Error(`statusCode: not a whole number from 200 to 599, got ${JSON.stringify(statusCode)}`);
  return {
    status: statusCode,
    ...(typeof statusDescription === "string" && { statusText: statusDescription.replace(/[\r\n]/g, " ") }),
    headers: {
      ...Object.fromEntries(
        readValues("headers", headers).map(([header, value]) => [header, value.replace(/[\r\n]/g, " ")]),
      ),
      server: "CloudFront",
      "x-cache": "FunctionGeneratedResponse from cloudfront",
    },
    body: readBody(body),
    cause: `CloudFront function '${name}' answered ${statusCode}`,
  };
}

/** A text, or a text and how it is encoded. */
function readBody(body: Json | undefined): string {
  if (body === undefined || typeof body === "string") return body ?? "";
  const { data, encoding = "text" } = isJsonObject(body) ? body : {};
  if (typeof data !== "string")
    throw new Error(`body: neither a text nor { encoding, data }, got ${JSON.stringify(body)}`);
  return encoding === "base64" ? Buffer.from(data, "base64").toString() : data;
}
