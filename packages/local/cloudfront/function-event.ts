import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { type Header, joinPairs, type Pair, splitPairs, type ViewerRequest } from "./viewer-request";

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
  return {
    version: "1.0",
    context: { ...context, eventType: "viewer-request" },
    viewer: { ip },
    request: {
      method,
      uri,
      querystring: printValues(splitPairs(querystring, "&")),
      headers: printValues(visible),
      cookies: printValues(splitCookies(request)),
    },
  };
}

const splitCookies = ({ headers }: ViewerRequest): readonly Pair[] =>
  headers.filter(([name]) => name.toLowerCase() === "cookie").flatMap(([, value]) => splitPairs(value, ";"));

function printValues(pairs: readonly Pair[]): JsonObject {
  const values = new Map<string, string[]>();
  for (const [name, value = ""] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
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
  const cookie = joinPairs(keepBare(splitCookies(before), readValues("request.cookies", cookies)), "; ");
  const parameters = readValues("request.querystring", querystring);
  return {
    ...before,
    uri,
    querystring: joinPairs(keepBare(splitPairs(before.querystring, "&"), parameters), "&"),
    headers: [
      ...kept,
      ...readRequestHeaders(before, headers).map(([name, value]): Header => [spelled.get(name) ?? name, value]),
      ...(cookie === "" ? [] : ([["cookie", cookie]] as const)),
    ],
  };
}

/** An event does not tell `a` from `a=`: a name without `=` stays so. *Assumed*: CloudFront leaves it, too. */
function keepBare(before: readonly Pair[], given: ReturnType<typeof readValues>): readonly Pair[] {
  const bare = new Set(before.filter(([, value]) => value === undefined).map(([name]) => name));
  const other = new Set(before.filter(([, value]) => value !== undefined).map(([name]) => name));
  const isBare = (name: string) => bare.has(name) && !other.has(name);
  return given.map(([name, value]) => [name, value === "" && isBare(name) ? undefined : value]);
}

function readRequestHeaders(before: ViewerRequest, headers: Json | undefined): readonly Header[] {
  const read = readHeaders("request.headers", headers);
  const host = before.headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  for (const [name, value] of read) {
    if (name === "host" && value !== host) throw new Error(`request.headers: 'host' is read-only, got '${value}'`);
  }
  return read;
}

/** Of RFC 9110: what the name of a header or of a cookie is made of. */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;

/** Reads headers, whose values have no line breaks. @throws Error for a name that a function may not give. */
export function readHeaders(where: string, headers: Json | undefined): readonly Header[] {
  return readValues(where, headers).map(([name, value]) => {
    requireToken(where, name, "header");
    if (name !== name.toLowerCase()) throw new Error(`${where}: not in lower case, got '${name}'`);
    if (DISALLOWED.test(name)) throw new Error(`${where}: functions may not add '${name}'`);
    return [name, writeLine(value)];
  });
}

/** A text as HTTP carries it in a head: one line, without a character that ends the connection. */
export const writeLine = (text: string): string => text.replace(/[\r\n\0]/g, " ");

export function requireToken(where: string, name: string, kind: "header" | "cookie"): void {
  if (!TOKEN.test(name)) throw new Error(`${where}: not the name of a ${kind}, got ${JSON.stringify(name)}`);
}

/** Reads an object of `{ value }` or `{ value, multiValue: [{ value }] }`, with the entry that each value is of. */
export function readValues(
  where: string,
  values: Json | undefined,
): readonly (readonly [string, string, JsonObject])[] {
  if (values === undefined) return [];
  if (!isJsonObject(values)) throw new Error(`${where}: not an object, got ${JSON.stringify(values)}`);
  return Object.entries(values).flatMap(([name, entry]) => {
    const { multiValue = [entry] } = isJsonObject(entry) ? entry : {};
    return [multiValue].flat().map((each) => {
      if (isJsonObject(each) && typeof each.value === "string") return [name, each.value, each] as const;
      throw new Error(`${where}: '${name}' is not of the form { value: "text" }, got ${JSON.stringify(entry)}`);
    });
  });
}
