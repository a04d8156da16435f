import type { IncomingMessage } from "node:http";
import type { Handshake } from "../apigateway/events/connect";
import type { Stage } from "../apigateway/stage/stage";
import type { Aws } from "../account/aws";
import { edgeError, type EdgeResponse } from "../cloudfront/edge-response";
import type { OriginRequest } from "../cloudfront/origin-request";
import { serveViewerRequest } from "../cloudfront/serve-viewer-request";
import type { Header, ViewerRequest } from "../cloudfront/viewer-request";
import { FORBIDDEN } from "./http-answer";
import { describeUrl } from "../account/describe-url";
import type { CalledDistribution } from "./find-distribution";
import { findCustomDomain } from "../account/find-domain";
import { explainMissingStage, findStage } from "../account/find-stage";
import { RequestHandshake } from "./handshake";
import { refuseUpgrade } from "./refuse-upgrade";

/** An upgrade request that a distribution sent on. */
export interface PassedUpgrade {
  readonly stage: Stage;
  readonly handshake: Handshake;
}

/** Returns the stage that a distribution sends an upgrade request to, and as what; or the answer that refuses it. */
export async function callDistribution(
  { aws, log }: { readonly aws: Aws; readonly log: (line: string) => void },
  { distribution, host, url }: CalledDistribution,
  request: IncomingMessage,
): Promise<PassedUpgrade | EdgeResponse> {
  const { cloudfront } = aws;
  const [uri = "/", ...search] = url.split("?");
  const headers = listHeaders(request).map(([name, value]): Header => [
    name,
    name.toLowerCase() === "host" ? host : value,
  ]);
  const viewer: ViewerRequest = {
    method: request.method ?? "GET",
    uri,
    querystring: search.join("?"),
    headers,
    ip: request.socket.remoteAddress ?? "127.0.0.1",
  };
  const sent = await serveViewerRequest({ cloudfront, log }, distribution, viewer);
  return "status" in sent ? sent : passToOrigin(aws, sent, request);
}

/** Only APIs of this account can be origins. A request for another host than the origin's is refused as API Gateway does. */
function passToOrigin(aws: Aws, sent: OriginRequest, request: IncomingMessage): PassedUpgrade | EdgeResponse {
  const { domainName, host, url } = sent;
  const domain = findCustomDomain(aws, domainName);
  if (!domain && !isApiHost(aws, domainName))
    return edgeError(502, `the origin is no API of this account, got '${domainName}'; name one's host`);
  if (host.toLowerCase() !== domainName.toLowerCase())
    return {
      ...FORBIDDEN,
      cause: `the origin request policy forwards the viewer's Host, got '${host}'; leave Host out`,
    };
  const stage = findStage(aws, { host, url });
  if (!stage) return { ...FORBIDDEN, cause: explainMissingStage(aws, { host, url }) };
  if (!domain && !domainName.startsWith(`${stage.api.apiId}.`))
    return {
      ...FORBIDDEN,
      cause: `the path names a stage of another API, got '${describeUrl(url)}'; name one of '${domainName}'`,
    };
  const entries = sent.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const { socket } = request;
  const upgraded = { url, socket, headers: Object.fromEntries(entries), rawHeaders: sent.headers.flat() };
  return refuseUpgrade(upgraded) ?? { stage, handshake: new RequestHandshake(upgraded, domain?.host) };
}

function isApiHost(aws: Aws, host: string): boolean {
  const [, apiId, region] = /^([a-z0-9]+)\.execute-api\.([\w-]+)\.amazonaws\.com$/.exec(host) ?? [];
  const gateway = aws.regions().find(({ name }) => name === region)?.apigateway;
  return gateway?.apis().some((api) => api.apiId === apiId) === true;
}

function listHeaders({ rawHeaders }: IncomingMessage): readonly Header[] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, index) => [
    rawHeaders[2 * index] ?? "",
    rawHeaders[2 * index + 1] ?? "",
  ]);
}
