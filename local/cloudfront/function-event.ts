import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { type Header, joinPairs, splitPairs, type ViewerRequest } from "./viewer-request";

/** Headers that functions neither see nor may add. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-headers */
const DISALLOWED =
  /^(connection|expect|keep-alive|proxy-(authenticate|authorization|connection)|trailer|upgrade|x-accel-.*|x-amz-cf-.*|x-amzn-(auth|cf-billing|cf-id|cf-xff|errortype|fle-profile|header-count|header-order|lambda-integration-tag|requestid)|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/;

export interface EventContext {
  readonly distributionId: string;
  readonly distributionDomainName: string;
  readonly requestId: string;
}

/** Returns the event of a viewer request. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
export function createFunctionEvent(request: ViewerRequest, context: EventContext): JsonObject {
  const { method, uri, querystring, headers, ip } = request;
  const seen = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const visible = seen.filter(([name]) => name !== "cookie" && !DISALLOWED.test(name));
  const cookies = seen.filter(([name]) => name === "cookie").flatMap(([, value]) => splitPairs(value, ";"));
  return {
    version: "1.0",
    context: { ...context, eventType: "viewer-request" },
    viewer: { ip },
    request: {
      method,
      uri,
      querystring: printValues(splitPairs(querystring, "&")),
      headers: printValues(visible),
      cookies: printValues(cookies),
    },
  };
}

function printValues(pairs: readonly (readonly [string, string])[]): JsonObject {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  const entries = [...values].map(([name, all]): [string, JsonObject] => {
    const [value = ""] = all;
    return [name, all.length > 1 ? { value, multiValue: all.map((each) => ({ value: each })) } : { value }];
  });
  return Object.fromEntries(entries);
}

/**
 * Returns the request that a function made of a viewer's. Headers that it does not see stay as they are; others keep their spelling.
 *
 * @throws Error when the function's request is none that CloudFront accepts.
 */
export function readFunctionRequest(before: ViewerRequest, result: JsonObject): ViewerRequest {
  const { uri, querystring, headers, cookies } = result;
  const spelled = new Map(before.headers.map(([name]) => [name.toLowerCase(), name]));
  if (typeof uri !== "string" || !uri.startsWith("/"))
    throw new Error(`request.uri: not a text from '/' on, got ${JSON.stringify(uri)}`);
  const kept = before.headers.filter(([name]) => DISALLOWED.test(name.toLowerCase()));
  const cookie = joinPairs(readValues("request.cookies", cookies), "; ");
  return {
    ...before,
    uri,
    querystring: joinPairs(readValues("request.querystring", querystring), "&"),
    headers: [
      ...kept,
      ...readHeaders(before, headers).map(([name, value]): Header => [spelled.get(name) ?? name, value]),
      ...(cookie === "" ? [] : ([["cookie", cookie]] as const)),
    ],
  };
}

function readHeaders(before: ViewerRequest, headers: Json | undefined): readonly Header[] {
  const read = readValues("request.headers", headers);
  const host = before.headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  for (const [name, value] of read) {
    if (name !== name.toLowerCase()) throw new Error(`request.headers: not in lower case, got '${name}'`);
    if (DISALLOWED.test(name)) throw new Error(`request.headers: functions may not add '${name}'`);
    if (name === "host" && value !== host) throw new Error(`request.headers: 'host' is read-only, got '${value}'`);
  }
  return read;
}

/** Reads an object of `{ value }` or `{ value, multiValue: [{ value }] }`. */
export function readValues(where: string, values: Json | undefined): readonly (readonly [string, string])[] {
  if (values === undefined) return [];
  if (!isJsonObject(values)) throw new Error(`${where}: not an object, got ${JSON.stringify(values)}`);
  return Object.entries(values).flatMap(([name, entry]) => {
    const { multiValue = [entry] } = isJsonObject(entry) ? entry : {};
    const all = Array.isArray(multiValue) ? multiValue : [];
    return all.map((each) => {
      if (isJsonObject(each) && typeof each.value === "string") return [name, each.value] as const;
      throw new Error(`${where}: '${name}' is not of the form { value: "text" }, got ${JSON.stringify(entry)}`);
    });
  });
}
