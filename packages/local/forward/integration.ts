import { findJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import type { AwsAnswer } from "../protocols/aws-request";
import { printRefusal } from "../protocols/print-refusal";
import { FORWARDED_SERVICES, type ServiceProtocol } from "./forwarded-services";
import type { Forward } from "./forwards";
import { listNeededPermissions } from "./needed-permissions";
import { sendForwarded } from "./send";
import { decodeUri } from "@sfn-websocket/languages/decode-uri";

/** An integration's call of a service, rendered. */
export interface IntegrationCall {
  /** `action/Publish`, or `path/123456789012/orders`. */
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  /** `arn:aws:sqs:us-east-1:123456789012` */
  readonly prefix: string;
  /** Returns nothing where the integration's role may act on the resource, else AWS's text of the denial. */
  readonly authorize: (action: string, resource: string) => string | undefined;
}

/**
 * Sends an integration's call to the server of its service, as far as the integration's role may.
 *
 * @throws Error in the developer form where the server does not answer.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export async function callIntegration(forward: Forward, call: IntegrationCall): Promise<AwsAnswer> {
  const request = writeRequest(forward, call);
  const act = forward.service === "s3" ? readS3Act(request) : readAct(request, call.body);
  for (const needed of listNeededPermissions({ ...act, service: forward.service, prefix: call.prefix })) {
    const denial = call.authorize(needed.action, needed.resource);
    if (denial !== undefined) return refuse(forward, request, denial);
  }
  const answer = await sendForwarded(forward, { ...request, body: Buffer.from(call.body), region: call.region });
  return { status: answer.status, headers: answer.headers, body: answer.body.toString() };
}

type Written = ReturnType<typeof writeRequest>;

function writeRequest({ service }: Forward, { target, method, headers, querystring }: IntegrationCall) {
  const [, kind = "", rest = ""] = /^(action|path)\/(.*)$/s.exec(target) ?? [];
  const query = new URLSearchParams(querystring);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const written: Record<string, string> = { "content-type": "application/json", ...lower };
  if (kind === "path") return { method, path: `/${rest}`, query, headers: written };
  const protocol = Object.hasOwn(FORWARDED_SERVICES, service) ? FORWARDED_SERVICES[service]?.protocol : undefined;
  const { fields, own } = describeAction(protocol, rest);
  for (const [name, value] of Object.entries(fields)) query.set(name, value);
  return { method, path: "/", query, headers: { ...written, ...own } };
}

interface NamedAction {
  readonly fields: Readonly<Record<string, string>>;
  readonly own: Readonly<Record<string, string>>;
}

/** How an action is named in each protocol: a query's fields, or headers. */
function describeAction(protocol: ServiceProtocol | undefined, action: string): NamedAction {
  if (protocol?.kind === "query") return { fields: { Action: action, Version: protocol.version }, own: {} };
  if (protocol?.kind !== "json") return { fields: {}, own: {} };
  const own = {
    "content-type": `application/x-amz-json-${protocol.version}`,
    "x-amz-target": `${protocol.target}.${action}`,
  };
  return { fields: {}, own };
}

interface ReadAct {
  readonly action: string;
  readonly parameters: JsonObject;
}

function readAct({ path, query, headers }: Written, body: string): ReadAct {
  const form = headers["content-type"]?.includes("x-www-form-urlencoded") ? new URLSearchParams(body) : [];
  const given = { ...findJsonObject(body), ...Object.fromEntries(query), ...Object.fromEntries(form) };
  const action = typeof given.Action === "string" ? given.Action : headers["x-amz-target"]?.split(".").pop();
  return { action: action ?? "*", parameters: { ...(path !== "/" && { QueueUrl: path }), ...given } };
}

/** S3's buckets and objects are in its paths, encoded: policies name them as they are. A body is an object's own. */
function readS3Act({ method, path, query, headers }: Written): ReadAct {
  const [, bucket = "", key] = /^\/([^/]*)(?:\/(.+))?$/s.exec(path) ?? [];
  const parameters = {
    Bucket: decodeUri(bucket),
    ...(key !== undefined && { Key: decodeUri(key) }),
    VersionId: query.get("versionId"),
    Acl: headers["x-amz-acl"] ?? null,
    Tagging: headers["x-amz-tagging"] ?? null,
  };
  if (bucket === "" && method === "GET") return { action: "ListAllMyBuckets", parameters };
  return { action: (key === undefined ? BUCKET_METHODS : OBJECT_METHODS)[method] ?? "*", parameters };
}

const OBJECT_METHODS: Readonly<Record<string, string>> = {
  GET: "GetObject",
  HEAD: "HeadObject",
  PUT: "PutObject",
  POST: "PutObject",
  DELETE: "DeleteObject",
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const BUCKET_METHODS: Readonly<Record<string, string>> = {
  GET: "ListBucket",
  HEAD: "ListBucket",
  PUT: "CreateBucket",
  DELETE: "DeleteBucket",
};

function refuse({ service }: Forward, { method, path, query, headers }: Written, message: string): AwsAnswer {
  const request = { service, region: "", method, path, query, headers, body: "" };
  return printRefusal(request, {
    any: { status: 403, code: "AccessDenied", message },
    json: { status: 400, code: "AccessDeniedException", message },
  });
}
