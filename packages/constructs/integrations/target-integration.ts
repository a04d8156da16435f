import type { Construct } from "constructs";
import type { AwsLocation } from "../names/aws-location";
import type { PolicyStatement } from "../roles/policy-statements";
import { createIntegration, type RouteIntegration, type SharedIntegrationProps } from "./route-integration";
import { ServiceIntegration, type ServiceIntegrationProps } from "./service-integration";
import type {
  EventsRouteProps,
  HandedOnResponse,
  HandingRouteProps,
  HttpRouteProps,
  SnsRouteProps,
  SqsRouteProps,
} from "../options/target-props";
import {
  HANDED_ON,
  publishTemplate,
  putEventsAnswer,
  putEventsTemplate,
  sendMessageTemplate,
  writeFailure,
} from "./target-templates";
import { type ResolveText, resolveTexts } from "../names/resolve-texts";

type SharedProps = Pick<
  ServiceIntegrationProps,
  "apiId" | "location" | "environment" | "name" | "routeKey" | "timeoutMilliseconds"
>;

/** What an integration is, of a kind of route. */
type Target = Pick<
  ServiceIntegrationProps,
  "action" | "policyName" | "statements" | "requestTemplate" | "responseTemplate" | "requestParameters" | "writeError"
>;

interface TargetPlace {
  readonly location: AwsLocation;
  readonly resolve: ResolveText;
}

const FORM = { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" };
const JSON_CALL = {
  "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
  "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
};

const allow = (action: string, resource: string): PolicyStatement => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});
const selectAnswer = (response: HandedOnResponse | undefined) =>
  typeof response === "object" ? response.template : HANDED_ON;
const isOrdered = (arn: string, fifo: boolean | undefined) => fifo ?? arn.endsWith(".fifo");

/**
 * A queue is called at its own path.
 *
 * @see https://github.com/aws/aws-cdk/blob/main/packages/@aws-cdk-testing/framework-integ/test/aws-apigatewayv2-integrations/test/websocket/integ.aws-sqs.ts
 * for a WebSocket API that AWS runs as a test
 */
function sendTo({ sqs, fifo, response }: SqsRouteProps, { location, resolve }: TargetPlace): Target {
  return {
    action: `sqs:path/${findQueuePath(resolve(sqs), location)}`,
    policyName: "send-message",
    statements: [allow("sqs:SendMessage", sqs)],
    requestTemplate: sendMessageTemplate(isOrdered(sqs, fifo)),
    requestParameters: FORM,
    responseTemplate: selectAnswer(response),
    writeError: writeFailure,
  };
}

/** @see https://github.com/aws-samples/serverless-patterns/tree/main/apigw-websocket-api-sns-terraform for such a WebSocket API */
function publishTo({ sns, fifo, response }: SnsRouteProps): Target {
  return {
    action: "sns:action/Publish",
    policyName: "publish",
    statements: [allow("sns:Publish", sns)],
    requestTemplate: publishTemplate(sns, isOrdered(sns, fifo)),
    requestParameters: FORM,
    responseTemplate: selectAnswer(response),
    writeError: writeFailure,
  };
}

/** *Assumed* of WebSocket APIs: both headers are those by which REST APIs call it. @see https://github.com/serverless-operations/serverless-apigateway-service-proxy */
function putOn({ events, source = "websocket-api", response }: EventsRouteProps): Target {
  return {
    action: "events:action/PutEvents",
    policyName: "put-events",
    statements: [allow("events:PutEvents", events)],
    requestTemplate: putEventsTemplate(events, source),
    requestParameters: JSON_CALL,
    responseTemplate: putEventsAnswer(selectAnswer(response)),
  };
}

/** `123456789012/orders`, of the queue's ARN; undefined where a reference does not tell the queue's name. */
function findQueuePath(arn: string, { account }: Pick<AwsLocation, "account">): string | undefined {
  const [, owner, name] = /^arn:[^:]*:sqs:[^:]*:([^:]*):(.+)$/.exec(arn) ?? [];
  if (name !== undefined) return `${owner}/${name}`;
  const [, address] = /^\$\{((?:data\.)?aws_sqs_queue\.[\w-]+)\.arn\}$/.exec(arn) ?? [];
  return address === undefined ? undefined : `${account}/\${${address}.name}`;
}

/** The problems of what a route hands its messages to. */
export function checkTarget(
  routeKey: string,
  route: object,
  { region, resolve = (text: string) => text }: { readonly region: string; readonly resolve?: ResolveText },
): readonly string[] {
  const where = `route '${routeKey}':`;
  const [kind, value] = Object.entries(route).find(([name]) => /^(sqs|sns|events)$/.test(name)) ?? [];
  if (kind === undefined) return [];
  const arn = String(value);
  const [, , , own = region] = resolve(arn).startsWith("arn:") ? arn.split(":") : [];
  return [
    ...(own === region || [own, region].some((each) => each.includes("$"))
      ? []
      : [`${where} ${kind} is of another region than the stack, got '${own}'; name one of ${region}`]),
    ...(kind === "sqs" && findQueuePath(resolve(arn), { account: "" }) === undefined
      ? [`${where} sqs does not tell the queue's name, got '${resolve(arn)}'; give the arn of an SqsQueue, or an ARN`]
      : []),
    ...(kind !== "events" && /^\$(dis)?connect$/.test(routeKey)
      ? [
          `${where} ${kind} would get no message, got '${arn}'; only the other routes get messages, events and http take ${routeKey}`,
        ]
      : []),
  ];
}

/** The integration that hands a route's messages to a service. */
export function createTargetIntegration(
  scope: Construct,
  { route, ...shared }: SharedProps & { readonly route: HandingRouteProps },
): ServiceIntegration {
  const place = { location: shared.location, resolve: resolveTexts(scope) };
  const target = "sqs" in route ? sendTo(route, place) : "sns" in route ? publishTo(route) : putOn(route);
  return new ServiceIntegration(scope, "Target", {
    ...shared,
    ...target,
    name: `${shared.name}-${target.policyName}`,
    roleArn: route.integrationRoleArn,
  });
}

/**
 * The integration that posts a route's messages to a server, whose body the client gets.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html documented, for the header
 */
export function createHttpIntegration(
  scope: Construct,
  { route, ...shared }: SharedIntegrationProps & { readonly route: HttpRouteProps },
): RouteIntegration {
  const integration = createIntegration(scope, "Http", {
    ...shared,
    own: {
      integrationType: "HTTP_PROXY",
      integrationMethod: "POST",
      integrationUri: route.http,
      requestParameters: { "integration.request.header.connectionId": "context.connectionId" },
    },
  });
  return { integration, responses: [] };
}
