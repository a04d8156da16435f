import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/values/errors";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import { ARRAY_FORMATS, encode, encodeForm } from "./encode-form";
import { readHeaders } from "./read-headers";

/** What a Task state asks `http:invoke` for. */
export interface HttpTask {
  /** `ApiEndpoint` as it is given, which IAM decides on. */
  readonly endpoint: string;
  /** With the query; of this machine. */
  readonly url: URL;
  readonly method: string;
  readonly connectionArn: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] as const;
const ENCODINGS = ["NONE", "URL_ENCODED"] as const;

/** The members of each object; one that is not here is refused by its name. */
const MEMBERS = {
  Parameters: [
    "ApiEndpoint",
    "Method",
    "Authentication",
    "InvocationConfig",
    "Headers",
    "QueryParameters",
    "RequestBody",
    "Transform",
  ],
  Authentication: ["ConnectionArn"],
  InvocationConfig: ["ConnectionArn"],
  Transform: ["RequestBodyEncoding", "RequestEncodingOptions"],
  RequestEncodingOptions: ["ArrayFormat"],
} as const;

/** The names and addresses of this machine. A name that DNS answers is none: it could mean any address. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads a task's parameters.
 *
 * @throws TaskFailure States.Runtime; its causes are *assumed*.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export function readHttpTask({ parameters, state }: Pick<TaskRequest, "parameters" | "state">): HttpTask {
  const all = readObject(parameters, "Parameters");
  const endpoint = readText(all, "ApiEndpoint");
  const url = locate(endpoint, state);
  addQuery(url, all["QueryParameters"] ?? null);
  return {
    endpoint,
    url,
    method: readChoice(all, "Method", METHODS),
    connectionArn: readConnection(all),
    headers: readHeaders(all["Headers"] ?? null),
    body: readBody(all),
  };
}

function locate(endpoint: string, state: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname) && url.username === "")
    return url;
  throw refuse(
    `The local runtime reaches HTTP endpoints of this machine only, got the ApiEndpoint '${endpoint}' in the state '${state}'; write it as a substitution \${Name} that is http://127.0.0.1:PORT here, mock it with --mock, or run it on AWS.`,
  );
}

/** *Assumed*: each item of a list is a parameter of its own. */
function addQuery(url: URL, parameters: Json): void {
  if (parameters === null) return;
  const pairs = Object.entries(readObject(parameters, "QueryParameters")).flatMap(([name, value]) =>
    [value].flat().map((each) => {
      if (typeof each === "object" && each !== null)
        throw refuse(`The query parameter '${name}' must be a text, a number, a boolean or a list of them`);
      return `${encode(name)}=${encode(each === null ? "" : String(each))}`;
    }),
  );
  const own = url.search === "" ? [] : [url.search.slice(1)];
  url.search = [...own, ...pairs].join("&");
}

function readConnection(all: JsonObject): string {
  const member = all["InvocationConfig"] === undefined ? "Authentication" : "InvocationConfig";
  const arn = readText(readObject(all[member] ?? {}, member), "ConnectionArn");
  if (/^arn:[\w-]+:events:[\w-]+:\d{12}:connection\/.+$/.test(arn)) return arn;
  throw refuse(`The field 'ConnectionArn' must be the ARN of a connection of EventBridge, got '${arn}'`);
}

/** *Assumed*: a text is sent as it is, not as JSON; null is not sent. */
function readBody(all: JsonObject): string | undefined {
  const transform = readObject(all["Transform"] ?? {}, "Transform");
  const options = readObject(transform["RequestEncodingOptions"] ?? {}, "RequestEncodingOptions");
  const encoding = readChoice({ RequestBodyEncoding: "NONE", ...transform }, "RequestBodyEncoding", ENCODINGS);
  const format = readChoice({ ArrayFormat: "INDICES", ...options }, "ArrayFormat", ARRAY_FORMATS);
  const body = all["RequestBody"] ?? null;
  if (body === null) return undefined;
  if (typeof body === "string") return body;
  if (encoding === "NONE") return JSON.stringify(body);
  if (isJsonObject(body)) return encodeForm(body, format);
  throw refuse("The field 'RequestBody' must be an object to be encoded as URL_ENCODED");
}

function readObject(value: Json, name: keyof typeof MEMBERS | "QueryParameters"): JsonObject {
  if (!isJsonObject(value)) throw refuse(`The local runtime reads an object as the field '${name}' only`);
  const known: readonly string[] | undefined = name === "QueryParameters" ? undefined : MEMBERS[name];
  const unknown = Object.keys(value).find((member) => known?.includes(member) === false);
  if (unknown === undefined) return value;
  throw refuse(`The field '${unknown}' of '${name}' is not supported; it has ${known?.join(", ")}`);
}

function readText(all: JsonObject, name: string): string {
  const value = all[name];
  if (value === undefined) throw refuse(`The field '${name}' is required but was missing`);
  if (typeof value === "string") return value;
  throw refuse(`The value for the field '${name}' must be a STRING`);
}

function readChoice<Choice extends string>(all: JsonObject, name: string, choices: readonly Choice[]): Choice {
  const value = readText(all, name);
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw refuse(`The field '${name}' should have one of these values: [${choices.join(", ")}]`);
}

const refuse = (cause: string): TaskFailure => new TaskFailure("States.Runtime", cause);
