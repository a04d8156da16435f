import { randomBytes } from "node:crypto";
import { callMock, type CallIntegration, type Integrations } from "./apigateway/integration";
import { internalServerError } from "./apigateway/wire";
import type { Aws } from "./aws";
import type { Authorize } from "./stepfunctions/stepfunctions";

/** The AWS services that an integration can call, by the name in its URI. */
type CallService = (action: string, call: ServiceCall) => Promise<{ readonly status: number; readonly body: string }>;

interface ServiceCall {
  readonly region: string;
  readonly body: string;
  readonly authorize: Authorize;
}

/** The principal that assumes an integration's role, and its session's name. *Recorded* in CloudTrail samples. */
const ASSUMES = { principalService: "apigateway.amazonaws.com", sessionName: "BackplaneAssumeRoleSession" } as const;

/** Wires API Gateway's integrations to the services of `aws`. */
export function createIntegrations(aws: Aws): Integrations {
  const services: Readonly<Record<string, CallService>> = {
    states: (action, { region, body, authorize }) =>
      aws.region(region).stepfunctions.call(action, body, { authorize, traceHeader: createTraceHeader() }),
  };
  return {
    AWS: callService(aws, services),
    AWS_PROXY: notEmulated("AWS_PROXY"),
    HTTP: notEmulated("HTTP"),
    HTTP_PROXY: notEmulated("HTTP_PROXY"),
    MOCK: callMock,
  };
}

function callService(aws: Aws, services: Readonly<Record<string, CallService>>): CallIntegration {
  return async ({ integration, body }) => {
    const { integrationUri = "", credentialsArn } = integration;
    const [, region, service, action] = /^arn:[\w-]+:apigateway:([\w-]+):(\w+):action\/(\w+)$/.exec(integrationUri) ?? [];
    const call = service !== undefined && Object.hasOwn(services, service) ? services[service] : undefined;
    if (!region || !action || !call)
      throw internalServerError(
        `the integration's service is not emulated, got '${integrationUri}'; emulated are ${Object.keys(services).join(", ")}`,
      );
    if (credentialsArn === undefined) throw internalServerError("the integration has no credentials_arn; name a role");
    const authorize = authorizeRole(aws, credentialsArn);
    const answer = await call(action, { region, body, authorize });
    return { ...answer, headers: { "content-type": "application/x-amz-json-1.0" } };
  };
}

function authorizeRole(aws: Aws, roleArn: string): Authorize {
  const assumed = aws.iam.assumeRole({ roleArn, ...ASSUMES, conditionKeys: {} });
  if (!assumed.allowed)
    throw internalServerError(
      `API Gateway does not have permission to assume the provided role ${roleArn}: ${assumed.message}`,
    );
  return (action, resource) => {
    const decision = aws.iam.authorize({ roleArn, ...ASSUMES, action, resource, conditionKeys: {} });
    return decision.allowed ? undefined : decision.message;
  };
}

/** API Gateway sends a trace header with each call. @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
function createTraceHeader(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${time}-${randomBytes(12).toString("hex")};Sampled=1`;
}

function notEmulated(type: string): CallIntegration {
  return async () => {
    throw internalServerError(`integrations of the type ${type} are not emulated`);
  };
}
