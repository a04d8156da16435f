import { INTEGRATION_FAILED, internalServerError } from "../apigateway/wire";
import { encodePart, fillPath, fillStageVariables } from "../apigateway/events/fill-uri";
import type { IntegrationRequest, IntegrationResult } from "../apigateway/integration";
import type { IntegrationCall } from "../forward/integration";
import type { Forward } from "../forward/forwards";
import type { Aws } from "./aws";
import type { AuthorizeCaller } from "../protocols/aws-request";

/** Loaded when the first one is called. */
const load = () => require("../forward/integration") as typeof import("../forward/integration");

const URI = /^arn:[\w-]+:apigateway:([\w-]+):([a-z0-9-]+):((?:action|path)\/.+)$/s;

/** An integration whose service a server of the user's answers for. */
export type CallForwarded = (request: IntegrationRequest, authorize: AuthorizeCaller) => Promise<IntegrationResult>;

/** Returns what calls the service that a URI names, undefined where no server of the user's answers for it. */
export function findForwardedIntegration(aws: Aws, uri: string): CallForwarded | undefined {
  const [, region = "", service = "", target = ""] = URI.exec(uri) ?? [];
  const forward = aws.forwards.get(service);
  if (forward === undefined) return undefined;
  const prefix = `arn:${aws.partition}:${service}:${region}:${aws.accountId}`;
  return (request, authorize) => {
    const { integration, headers, querystring, path, stageVariables, body } = request;
    const method = integration.integrationMethod ?? "POST";
    return callForward(forward, {
      target: fillPath(fillStageVariables(target, stageVariables, encodePart), path),
      method,
      headers,
      querystring,
      body,
      region,
      prefix,
      authorize,
    });
  };
}

/** What keeps the server of the user's from answering is an integration's failure. */
async function callForward(forward: Forward, call: IntegrationCall) {
  try {
    return await load().callIntegration(forward, call);
  } catch (error) {
    throw internalServerError((error as Error).message, INTEGRATION_FAILED);
  }
}
