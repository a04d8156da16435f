import { readOwn } from "@sfn-websocket/languages/json";
import { andThen } from "@sfn-websocket/languages/and-then";
import { callHttp } from "../apigateway/events/http-integration";
import {
  callMock,
  type CallIntegration,
  type IntegrationRequest,
  type IntegrationResult,
  type Integrations,
} from "../apigateway/integration";
import { findSteps } from "../apigateway/stage/event-steps";
import { createLambdaProxy } from "../apigateway/events/lambda-proxy";
import { internalServerError } from "../apigateway/wire";
import type { Aws } from "./aws";
import { ACTIONS } from "../dynamodb/dynamodb";
import { findForwardedIntegration } from "./forwarded-integration";
import { assumeIntegrationRole, explainIntegrationRoles } from "./integration-role";
import { createInvokeFunction } from "./invoke-function";
import { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { AuthorizeCaller } from "../protocols/aws-request";
import { createTraceRoot } from "../trace-root";

const HEADERS = { "content-type": "application/x-amz-json-1.0" };

/** The AWS services that an integration can call, by the name in its URI. */
type CallService = (action: string, call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer>;

/** Its headers are by default those of AWS's JSON protocol. */
type ServiceAnswer = Omit<IntegrationResult, "headers"> & Partial<Pick<IntegrationResult, "headers">>;

interface ServiceCall {
  readonly request: IntegrationRequest;
  readonly region: string;
  readonly body: string;
  readonly authorize: AuthorizeCaller;
}

/** Wires API Gateway's integrations to the services of `aws`. */
export function createIntegrations(aws: Aws, region: string): Integrations {
  const services: Readonly<Record<string, CallService>> = {
    states: aws.followsEvents ? (action, call) => callFollowed(aws, action, call) : callStepFunctions(aws),
    dynamodb: (action, call) => callDynamoDb(aws, action, call),
  };
  return {
    AWS: callService(aws, services),
    AWS_PROXY: createLambdaProxy(createInvokeFunction(aws, region)),
    HTTP: callHttp,
    HTTP_PROXY: callHttp,
    MOCK: callMock,
  };
}

function callStepFunctions(aws: Aws): CallService {
  return (action, { region, body, authorize }) =>
    aws.region(region).stepfunctions.call(action, body, { authorize, traceHeader: createTraceRoot });
}

/** As it is called for API Gateway, and the way of the workflow is followed. */
function callFollowed(aws: Aws, action: string, call: ServiceCall): ReturnType<CallService> {
  const { region, body, authorize, request } = call;
  const trail = action === "StartSyncExecution" ? new ExecutionTrail(aws.followed) : undefined;
  const steps = findSteps(request.event);
  if (steps) steps.started = trail;
  const caller = { authorize, traceHeader: createTraceRoot, trail };
  const answer = aws.region(region).stepfunctions.call(action, body, caller);
  return andThen(answer, ({ status, body: text }) => ({
    status,
    body: text,
    work: status === 200 ? trail : undefined,
  }));
}

function callService(aws: Aws, services: Readonly<Record<string, CallService>>): CallIntegration {
  const targets = new Map<string, ServiceTarget>();
  const explain = explainIntegrationRoles(aws);
  return (request) => {
    const { integration, body } = request;
    const { integrationUri = "", credentialsArn } = integration;
    const target = targets.get(integrationUri) ?? readTarget(aws, integrationUri, services);
    targets.set(integrationUri, target);
    const { region, action, call } = target;
    if (!credentialsArn) throw internalServerError("the integration has no credentials_arn; name a role");
    const authorize = assumeIntegrationRole({ aws, explain, steps: findSteps(request.event) }, credentialsArn);
    const answer = call(action, { request, region, body, authorize });
    return andThen(answer, (each) => ({
      status: each.status,
      body: each.body,
      headers: each.headers ?? HEADERS,
      work: each.work,
    }));
  };
}

interface ServiceTarget {
  readonly region: string;
  readonly action: string;
  readonly call: CallService;
}

function readTarget(aws: Aws, uri: string, services: Readonly<Record<string, CallService>>): ServiceTarget {
  const [, region, service = "", action] = /^arn:[\w-]+:apigateway:([\w-]+):(\w+):action\/(\w+)$/.exec(uri) ?? [];
  const call = readOwn(services, service);
  if (region && action && call) return { region, action, call };
  const forwarded = findForwardedIntegration(aws, uri);
  if (forwarded) return { region: "", action: "", call: (_, { request, authorize }) => forwarded(request, authorize) };
  const known = [...Object.keys(services), ...aws.forwards.keys()].join(", ");
  throw internalServerError(
    `the integration's service is not emulated, got '${uri}'; emulated are ${known}, and --forward SERVICE=URL names a server of another`,
  );
}

const callDynamoDb = (aws: Aws, action: string, call: ServiceCall) => {
  if (!ACTIONS.some((each) => each === action))
    throw internalServerError(
      `the action of DynamoDB is not emulated, got '${action}'; emulated are ${ACTIONS.join(", ")}`,
    );
  const { partition, accountId } = aws;
  const { region, body, authorize } = call;
  return aws.dynamodb.call({ partition, accountId, action, region, body, authorize });
};
