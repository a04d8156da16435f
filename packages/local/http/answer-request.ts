import type { IncomingMessage } from "node:http";
import type { Connections } from "../apigateway/stage/connections";
import { callConnectionsApi } from "../apigateway/events/connections-api";
import type { Aws } from "../account/aws";
import type { LoadedStack } from "../terraform/load-stacks";
import type { AwsRequest } from "../protocols/aws-request";
import { findFunctionCaller } from "../account/function-caller";
import { answerLink } from "./answer-link";
import { answerPage } from "./answer-page";
import type { CallEndpoint } from "../account/endpoint";
import { findCustomDomain } from "../account/find-domain";
import { explainMissingStage, findStage } from "../account/find-stage";
import { readIdentity } from "./handshake";
import { refuseForeign } from "./loopback";
import { describeUrl } from "../account/describe-url";
import { type HttpAnswer, FORBIDDEN } from "./http-answer";
import { decodeUri } from "@sfn-websocket/languages/decode-uri";

/** What a plain HTTP request is answered from. */
export interface RequestWorld {
  readonly callEndpoint: CallEndpoint;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** The AWS to serve, asked for at each event, so that what is deployed meanwhile is served. */
  readonly aws: () => Aws;
  readonly connections: Connections;
  /** Whether other machines may call. @default false */
  readonly isExposed?: boolean;
  /** Counts the versions that were served, from 1. */
  readonly version: () => number;
  /** The synthesized stacks that are served now. @default there are none */
  readonly stacks?: (() => readonly LoadedStack[]) | undefined;
  /** The directory of the project whose files are served. @default the console shows and saves no file */
  readonly project?: string | undefined;
  /** How many times as fast as real its clock runs, which the console tells. @default 1 */
  readonly speed?: number;
}

/** Bytes: the largest body of an AWS API is a 1 MB definition, escaped. */
const LARGEST_BODY = 8 * 1024 * 1024;
/** Bytes: 50 MB of a function's archive in base64, as AWS's own text of the limit has it. */
const LARGEST_LAMBDA_BODY = 69_905_067;
/** Of the credential scope of a signed call. */
const OF_LAMBDA = /\/\d{8}\/[\w-]+\/lambda\/aws4_request/;

/** Methods of who looks at a page, or whether it is there. */
const READS: readonly string[] = ["GET", "HEAD"];

/** Loaded when somebody looks. */
const loadConsole = () => require("../console/answer-console") as typeof import("../console/answer-console");

/** Loaded when the first call is passed on. */
const loadForward = () => require("../forward/pass-on") as typeof import("../forward/pass-on");

/** Answers a request that is no upgrade: a call of @connections or of an AWS API; everything else is refused. */
export async function answerRequest(request: IncomingMessage, world: RequestWorld): Promise<HttpAnswer> {
  const { log, connections, aws } = world;
  const { method = "GET", headers } = request;
  const [, stagePath, encodedId] = /^([^?]*?)\/@connections\/([^/?]+)/.exec(request.url ?? "") ?? [];
  const refuse = (why: string): HttpAnswer => {
    log(`${method} ${describeUrl(request.url)}: refused: ${why}`);
    return FORBIDDEN;
  };
  const domain = findCustomDomain(aws(), headers.host);
  // The AWS endpoint itself is never at a custom domain name: a page there could call it without an `Origin`.
  const foreign = refuseForeign(request, domain !== undefined && encodedId !== undefined, world.isExposed);
  if (foreign !== undefined) {
    const refused = refuse(foreign);
    return answerLink(request, world.isExposed) ?? refused;
  }
  if (domain !== undefined && encodedId === undefined)
    return refuse(`at a custom domain name is its API alone, got '${domain.host}'; use 127.0.0.1 or localhost`);
  const body = await readBody(request);
  if (body === undefined) return { status: 413 };
  if (encodedId !== undefined) {
    const address = { host: headers.host, url: stagePath };
    const stage = findStage(aws(), address);
    if (!stage) return refuse(explainMissingStage(aws(), address));
    return callConnectionsApi(connections, stage, {
      method,
      connectionId: decodeUri(encodedId),
      body,
      isSigned: headers.authorization !== undefined,
      authorize: findFunctionCaller(aws(), readScope(request).accessKeyId),
      identity: readIdentity(request),
      domainName: domain?.host,
    });
  }
  const call = readCall(request, body.toString());
  if (CONSOLE.test(call.path)) return callConsole(request, call, world);
  const forward = aws().forwards.get(call.service);
  if (forward) return loadForward().passOn(forward, { ...call, bytes: body }, log);
  if (call.service !== "" || !READS.includes(method)) return world.callEndpoint(aws(), call);
  return answerPage(aws(), { path: call.path, accept: headers.accept, host: headers.host }) ?? FORBIDDEN;
}

/** The console's page and its API. */
const CONSOLE = /^\/_console(?:\/|$)/;

async function callConsole(request: IncomingMessage, call: AwsRequest, world: RequestWorld): Promise<HttpAnswer> {
  if (call.path === "/_console") return { status: 308, headers: { location: "/_console/" } };
  const { aws, log, version, stacks, speed = 1 } = world;
  // Other machines edit no files of this one.
  const project = world.isExposed === true ? undefined : world.project;
  const path = call.path.slice("/_console/".length);
  const gone = new AbortController();
  const leave = () => gone.abort();
  request.socket.once("close", leave);
  if (request.socket.destroyed) leave();
  try {
    return await loadConsole().answerConsole(
      { ...call, path, signal: gone.signal, self: readSelf(request) },
      { aws, log, version, stacks, project, speed },
    );
  } finally {
    request.socket.off("close", leave);
  }
}

/** Where the request has come in. */
const readSelf = ({ socket: { localAddress = "127.0.0.1", localPort = 0 } }: IncomingMessage) => ({
  address: localAddress,
  port: localPort,
});

/** Who signed, and for what. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function readScope({ url = "", headers }: IncomingMessage) {
  const scope = headers.authorization ?? new URLSearchParams(url.split("?")[1] ?? "").get("X-Amz-Credential") ?? "";
  const [, accessKeyId = "", region = "us-east-1", service = ""] =
    /(?:Credential=|^)([^\s/]*)\/\d{8}\/([\w-]+)\/([\w-]+)\/aws4_request/.exec(scope) ?? [];
  return { accessKeyId, region, service };
}

function readCall(request: IncomingMessage, body: string): AwsRequest {
  const { method = "GET", url = "/" } = request;
  const [path = "/", ...search] = url.split("?");
  const query = new URLSearchParams(search.join("?"));
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return { ...readScope(request), method, path, query, headers: Object.fromEntries(headers), body };
}

/** Returns undefined for a body that is too large: the rest of it is not read, and the connection stays. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  const largest = OF_LAMBDA.test(request.headers.authorization ?? "") ? LARGEST_LAMBDA_BODY : LARGEST_BODY;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
