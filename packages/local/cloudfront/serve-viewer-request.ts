import { randomUUID } from "node:crypto";
import { isJsonObject } from "@sfn-websocket/languages/json";
import type { CloudFront, Distribution } from "./cloudfront";
import type { CacheBehavior } from "./distribution-settings";
import { edgeError, type EdgeResponse } from "./edge-response";
import { createFunctionEvent, readFunctionRequest } from "./function-event";
import { readFunctionResponse } from "./function-response";
import { createOriginRequest, type OriginRequest } from "./origin-request";
import { isSelected } from "./origin-request-policy";
import { runFunction } from "./run-function";
import type { ViewerRequest } from "./viewer-request";

export interface EdgeWorld {
  readonly cloudfront: CloudFront;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** Returns what CloudFront sends to the origin for a viewer's upgrade request, or what it answers instead. */
export async function serveViewerRequest(
  { cloudfront, log }: EdgeWorld,
  distribution: Distribution,
  request: ViewerRequest,
): Promise<OriginRequest | EdgeResponse> {
  const { enabled, behaviors, origins } = distribution.settings;
  if (!enabled) return edgeError(403, `distribution '${distribution.id}' is not enabled; set enabled to true`);
  const behavior = behaviors.find(({ matches }) => matches(request.uri));
  const notEmulated = behavior?.notEmulated ?? [];
  if (notEmulated.length > 0)
    return edgeError(502, `distribution '${distribution.id}': not emulated: ${notEmulated.join(", ")}`);
  const origin = origins.find(({ id }) => id === behavior?.targetOriginId);
  if (!behavior || !origin)
    return edgeError(502, `distribution '${distribution.id}' has no origin for '${request.uri}'`);
  const passed = await callViewerRequestFunction({ cloudfront, log }, { distribution, behavior }, request);
  if ("status" in passed) return passed;
  const policy = cloudfront.originRequestPolicy(behavior);
  const missing = ["Sec-WebSocket-Key", "Sec-WebSocket-Version"].filter(
    (name) => !isSelected(policy.headers, name.toLowerCase(), true),
  );
  if (missing.length === 0) return createOriginRequest(passed, origin, policy);
  return edgeError(
    400,
    `origin request policy '${policy.name}' does not forward ${missing.join(" and ")}, which WebSockets need; add them`,
  );
}

interface Matched {
  readonly distribution: Distribution;
  readonly behavior: CacheBehavior;
}

/** What cannot be run is AWS's 503, what it returns and CloudFront does not accept its 502. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html */
async function callViewerRequestFunction(
  { cloudfront, log }: EdgeWorld,
  { distribution, behavior }: Matched,
  request: ViewerRequest,
): Promise<ViewerRequest | EdgeResponse> {
  const found = cloudfront.viewerRequestFunction(behavior);
  if (!found?.live) return request;
  const { id: distributionId, domainName: distributionDomainName } = distribution;
  const context = { distributionId, distributionDomainName, requestId: randomUUID() };
  const where = `CloudFront function '${found.name}'`;
  const event = createFunctionEvent(request, context);
  const { result, error, lines } = await runFunction(found.name, found.live.code, event);
  for (const line of lines) log(`${where}: ${line}`);
  if (error !== undefined) return edgeError(503, `${where} failed: ${error}`);
  try {
    if (!isJsonObject(result)) throw new Error(`neither a request nor a response, got ${JSON.stringify(result)}`);
    return "statusCode" in result ? readFunctionResponse(found.name, result) : readFunctionRequest(request, result);
  } catch (invalid) {
    return edgeError(502, `${where} returned what CloudFront does not accept: ${(invalid as Error).message}`);
  }
}
