import { findJsonObject, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { parseXml } from "../protocols/xml-document";
import type { Forward } from "./forwards";
import type { ServiceProtocol } from "./forwarded-services";
import { printForm } from "./print-form";
import { S3_ACTIONS } from "./s3-actions";
import { type ForwardedAnswer, type ForwardedRequest, sendForwarded } from "./send";

/** An action of a service, its parameters in the names of AWS's API. */
export interface ServiceCall {
  /** Such as `SendMessage`. */
  readonly action: string;
  readonly parameters: JsonObject;
  readonly region: string;
}

/** What a server answered: the members of the action's output, or its error. */
export type ServiceOutcome = { readonly answer: ForwardedAnswer } & (
  { readonly output: JsonObject } | { readonly error: ServiceError }
);

export interface ServiceError {
  /** Such as `QueueDoesNotExist`. */
  readonly code: string;
  /** As older clients know it. @default `code` */
  readonly queryCode?: string | undefined;
  readonly message: string;
}

interface Protocol {
  readonly write: (call: ServiceCall, protocol: never) => Omit<ForwardedRequest, "region">;
  readonly read: (call: ServiceCall, answer: ForwardedAnswer) => JsonObject;
}

/** Calls an action. @throws Error in the developer form where there is no such action, or no answer. */
export async function callService(
  forward: Forward,
  protocol: ServiceProtocol,
  call: ServiceCall,
): Promise<ServiceOutcome> {
  const { write, read } = PROTOCOLS[protocol.kind];
  const answer = await sendForwarded(forward, { ...write(call, protocol as never), region: call.region });
  return answer.status < 300 ? { answer, output: read(call, answer) } : { answer, error: readError(answer, call) };
}

const NO_QUERY = new URLSearchParams();

type Json10 = Extract<ServiceProtocol, { kind: "json" }>;
type Query = Extract<ServiceProtocol, { kind: "query" }>;

/** @see https://smithy.io/2.0/aws/protocols/index.html */
const PROTOCOLS: Readonly<Record<ServiceProtocol["kind"], Protocol>> = {
  json: {
    write: ({ action, parameters }, { target, version }: Json10) => ({
      method: "POST",
      path: "/",
      query: NO_QUERY,
      headers: { "content-type": `application/x-amz-json-${version}`, "x-amz-target": `${target}.${action}` },
      body: Buffer.from(JSON.stringify(parameters)),
    }),
    read: (_, { body }) => findJsonObject(body.toString()) ?? {},
  },
  query: {
    write: ({ action, parameters }, { version }: Query) => ({
      method: "POST",
      path: "/",
      query: NO_QUERY,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: Buffer.from(printForm({ Action: action, Version: version, ...parameters })),
    }),
    read: ({ action }, { body }) => readResult(parseDocument(body.toString())[`${action}Response`], action),
  },
  s3: {
    write: (call) => requireS3Action(call).write(call.parameters),
    read: (call, answer) => requireS3Action(call).read(answer, call.parameters),
  },
};

/** A member that is not sent would have no effect, and nobody would know. */
function requireS3Action({ action, parameters }: ServiceCall) {
  const found = Object.hasOwn(S3_ACTIONS, action) ? S3_ACTIONS[action] : undefined;
  const unsent = Object.keys(parameters).find((name) => found?.members.includes(name) === false);
  if (unsent !== undefined)
    throw new Error(`forward: s3: ${action}: the member is not sent from here, got '${unsent}'; leave it out`);
  if (found !== undefined) return found;
  const known = Object.keys(S3_ACTIONS).join(", ");
  throw new Error(`forward: s3: the action is not written here, got '${action}'; it can be ${known}`);
}

/** A list of the query protocol has its items in `member`, a map its entries in `entry`. */
function readResult(response: Json | undefined, action: string): JsonObject {
  const result = isJsonObject(response ?? null) ? (response as JsonObject)[`${action}Result`] : undefined;
  const read = unwrap(result ?? null);
  return isJsonObject(read) ? read : {};
}

function unwrap(value: Json): Json {
  if (Array.isArray(value)) return value.map(unwrap);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value);
  if (names.length === 1 && names[0] === "member")
    return [value.member ?? null].flat().map((each) => unwrap(each as Json));
  if (names.length === 1 && names[0] === "entry") return readEntries([value.entry ?? null].flat() as Json[]);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unwrap(each)]));
}

const readEntries = (entries: readonly Json[]): JsonObject =>
  Object.fromEntries(
    entries
      .filter(isJsonObject)
      .flatMap(({ key, value }): [string, Json][] => (typeof key === "string" ? [[key, unwrap(value ?? null)]] : [])),
  );

/**
 * The error as each protocol has it: members of JSON, or elements of XML. The answer to HEAD has neither; *assumed*: what
 * AWS's SDK for Java makes of it.
 */
function readError({ headers, body, status }: ForwardedAnswer, { action }: ServiceCall): ServiceError {
  const text = body.toString();
  const document = text.trimStart().startsWith("<") ? unwrapError(parseDocument(text)) : (findJsonObject(text) ?? {});
  const texts = Object.entries(document).filter(([, value]) => value !== null && typeof value !== "object");
  const { __type, code, Code, message, Message } = Object.fromEntries(texts);
  const unnamed = action === "HeadObject" && status === 404 ? "NoSuchKey" : `Http${status}`;
  const named = String(__type ?? Code ?? code ?? headers["x-amzn-errortype"] ?? unnamed);
  const [queryCode] = headers["x-amzn-query-error"]?.split(";") ?? [];
  const short = named.split("#").pop()?.split(":")[0] ?? named;
  return { code: short, queryCode, message: String(message ?? Message ?? text) };
}

function unwrapError(document: JsonObject): JsonObject {
  const [root = {}] = Object.values(document);
  const inner = isJsonObject(root) ? (root.Error ?? root) : {};
  return isJsonObject(inner) ? inner : {};
}

function parseDocument(text: string): JsonObject {
  try {
    return { ...parseXml(text) } as JsonObject;
  } catch {
    return {};
  }
}
