import type { RequestOf } from "../../protocols/request";
import { badRequest } from "../api-gateway-error";
import type { Authorizer, Integration, IntegrationResponse, Model, Route, RouteResponse } from "../resources";
import { compileSelectionExpression } from "../templates/selection-expression";
import type { Place } from "./collection-actions";
import { FLAG, NUMBER, requireMembers, requireOneOf, TEXT_MAP, TEXTS } from "./members";

const REQUIREMENTS = { type: "map", item: { members: { required: FLAG } } } as const;
const HANDLING = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"];

export const ROUTE = {
  apiKeyRequired: FLAG,
  authorizationScopes: TEXTS,
  authorizationType: {},
  authorizerId: {},
  modelSelectionExpression: {},
  operationName: {},
  requestModels: TEXT_MAP,
  requestParameters: REQUIREMENTS,
  routeKey: {},
  routeResponseSelectionExpression: {},
  target: {},
} as const;

export const ROUTE_RESPONSE = {
  modelSelectionExpression: {},
  responseModels: TEXT_MAP,
  responseParameters: REQUIREMENTS,
  routeResponseKey: {},
} as const;

export const INTEGRATION = {
  connectionId: {},
  connectionType: {},
  contentHandlingStrategy: {},
  credentialsArn: {},
  description: {},
  integrationMethod: {},
  integrationSubtype: {},
  integrationType: {},
  integrationUri: {},
  passthroughBehavior: {},
  payloadFormatVersion: {},
  requestParameters: TEXT_MAP,
  requestTemplates: TEXT_MAP,
  templateSelectionExpression: {},
  timeoutInMillis: NUMBER,
  tlsConfig: { members: { serverNameToVerify: {} } },
} as const;

export const INTEGRATION_RESPONSE = {
  contentHandlingStrategy: {},
  integrationResponseKey: {},
  responseParameters: TEXT_MAP,
  responseTemplates: TEXT_MAP,
  templateSelectionExpression: {},
} as const;

export const AUTHORIZER = {
  authorizerCredentialsArn: {},
  authorizerPayloadFormatVersion: {},
  authorizerResultTtlInSeconds: NUMBER,
  authorizerType: {},
  authorizerUri: {},
  enableSimpleResponses: FLAG,
  identitySource: TEXTS,
  identityValidationExpression: {},
  name: {},
} as const;

export const MODEL = { contentType: {}, description: {}, name: {}, schema: {} } as const;

/** *Recorded* in error reports of others: the text of an authorization elsewhere than on `$connect`. */
export function requireRouteMembers(members: RequestOf<typeof ROUTE>, { id }: Pick<Place, "id">): Route {
  requireMembers(members, ["routeKey"]);
  const { routeKey, authorizationType = "NONE" } = members;
  requireOneOf(members, "authorizationType", ["NONE", "AWS_IAM", "CUSTOM"]);
  if (authorizationType !== "NONE" && routeKey !== "$connect")
    throw badRequest("Currently, authorization is restricted to the $connect route only");
  return { routeId: id, ...members };
}

/** As `requireRouteMembers`; what the route names must be there. */
export function requireRoute(members: RequestOf<typeof ROUTE>, { context, apiId, id }: Place): Route {
  const route = requireRouteMembers(members, { id });
  const { gateway } = context;
  const { target, authorizerId } = members;
  if (authorizerId) gateway.get(apiId, "authorizers", authorizerId);
  if (target) gateway.get(apiId, "integrations", requireIntegrationId(target));
  return route;
}

function requireIntegrationId(target: string): string {
  const [, integrationId] = /^integrations\/([^/]+)$/.exec(target) ?? [];
  if (integrationId === undefined) throw badRequest(`Invalid target specified ${target}`);
  return integrationId;
}

export function requireRouteResponse(
  members: RequestOf<typeof ROUTE_RESPONSE>,
  { id, parentId }: Pick<Place, "id" | "parentId">,
): RouteResponse {
  requireMembers(members, ["routeResponseKey"]);
  requireOneOf(members, "routeResponseKey", ["$default"]);
  return { routeResponseId: id, routeId: parentId, ...members };
}

/** A Lambda proxy integration needs no method: public configurations that work on AWS have none (aws-cdk's and SAM's samples). */
export function requireIntegration(members: RequestOf<typeof INTEGRATION>, { id }: Pick<Place, "id">): Integration {
  requireMembers(members, ["integrationType"]);
  const { integrationType, timeoutInMillis: timeout } = members;
  requireOneOf(members, "integrationType", ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"]);
  requireOneOf(members, "connectionType", ["INTERNET", "VPC_LINK"]);
  requireOneOf(members, "contentHandlingStrategy", HANDLING);
  requireOneOf(members, "passthroughBehavior", ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]);
  if (integrationType !== "MOCK") requireMembers(members, ["integrationUri"]);
  if (integrationType !== "MOCK" && integrationType !== "AWS_PROXY") requireMembers(members, ["integrationMethod"]);
  if (timeout !== undefined && !(timeout >= 50 && timeout <= 29_000))
    throw badRequest("Timeout should be between 50 ms and 29000 ms");
  // *Recorded* of a REST API's: https://github.com/aws/aws-sdk-java/issues/860. An empty one is none.
  if (members.credentialsArn && !/^arn:[\w-]+:iam:/.test(members.credentialsArn))
    throw badRequest("Invalid ARN specified in the request");
  requireExpression(members, "templateSelectionExpression");
  requireShort(members.requestTemplates, "requestTemplates");
  return { integrationId: id, ...members };
}

export function requireIntegrationResponse(
  members: RequestOf<typeof INTEGRATION_RESPONSE>,
  { id, parentId }: Pick<Place, "id" | "parentId">,
): IntegrationResponse {
  requireMembers(members, ["integrationResponseKey"]);
  requireOneOf(members, "contentHandlingStrategy", HANDLING);
  requireExpression(members, "templateSelectionExpression");
  requireShort(members.responseTemplates, "responseTemplates");
  return { integrationResponseId: id, integrationId: parentId, ...members };
}

/** What authorizers of HTTP APIs have, by the names that AWS's texts give it. */
const OF_HTTP_APIS = {
  AuthorizerPayloadFormatVersion: "authorizerPayloadFormatVersion",
  AuthorizerResultTtlInSeconds: "authorizerResultTtlInSeconds",
  EnableSimpleResponses: "enableSimpleResponses",
} as const;
const IDENTITY_SOURCE = /^(?:route\.request\.(?:querystring|header)|stageVariables|context)\.[a-zA-Z0-9._-]+$/;

/** *Recorded*: the texts, but for that of what is missing (radkawar/stackd, us-east-1, September 2026). */
export function requireAuthorizer(members: RequestOf<typeof AUTHORIZER>, { id }: Pick<Place, "id">): Authorizer {
  requireMembers(members, ["authorizerType", "name"]);
  if (members.authorizerType !== "REQUEST")
    throw badRequest("Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.");
  requireMembers(members, ["authorizerUri"]);
  for (const [text, name] of Object.entries(OF_HTTP_APIS))
    if (members[name] !== undefined) throw badRequest(`${text} cannot be set for WEBSOCKET protocol Apis.`);
  requireRole(members.authorizerCredentialsArn);
  const { identitySource = [] } = members;
  if (!identitySource.every((source) => IDENTITY_SOURCE.test(source)))
    throw badRequest(
      `Invalid request identity source expression: ${identitySource.join(",")}. The sources must be separated by comma, and each source must be either a request parameter, matching 'route.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable, matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching 'context.[a-zA-Z0-9._-]+'`,
    );
  return { authorizerId: id, ...members };
}

const ROLE = /^arn:[a-z0-9-]+:iam::\d{12}:role\/([!-~]+\/)?[\w+=,.@-]+$/;

/** *Recorded* by the same: the text, and that an empty ARN is none. */
function requireRole(roleArn: string | undefined): void {
  if (roleArn !== undefined && !ROLE.test(roleArn)) throw badRequest("Invalid role ARN");
}

/** Characters. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html as StringWithLengthBetween0And32K */
const LONGEST_TEXT = 32_768;

/** *Assumed*: the text. */
function requireShort(value: string | Readonly<Record<string, string>> = "", name: string): void {
  const texts = typeof value === "string" ? [value] : Object.values(value);
  if (texts.some((text) => text.length > LONGEST_TEXT))
    throw badRequest(`Invalid ${name} specified. The length must be at most ${LONGEST_TEXT}`);
}

export function requireModel(members: RequestOf<typeof MODEL>, { id }: Pick<Place, "id">): Model {
  requireMembers(members, ["name", "schema"]);
  requireShort(members.schema, "schema");
  if (!/^[A-Za-z0-9]+$/.test(members.name)) throw badRequest("Model name must be alphanumeric");
  return { modelId: id, ...members };
}

/** Throws BadRequestException where a member is no selection expression. */
export function requireExpression<Name extends string>(
  members: { readonly [Each in Name]?: string | undefined },
  name: Name,
): void {
  const expression = members[name];
  if (expression === undefined) return;
  try {
    compileSelectionExpression(expression);
  } catch {
    throw badRequest(`Invalid ${name} specified ${expression}`);
  }
}
