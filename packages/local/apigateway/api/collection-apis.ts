import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { badRequest } from "../api-gateway-error";
import { compileSelectionExpression } from "../selection-expression";
import { defineCollection } from "./collection-actions";
import type { ApiContext } from "./context";
import { FLAG, NUMBER, requireMembers, requireOneOf, TEXT_MAP, TEXTS } from "./members";
import type { Actions } from "./rest-json";

const API = "/v2/apis/{apiId}";
const REQUIREMENTS = { type: "map", item: { members: { required: FLAG } } } as const;
const HANDLING = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"];

/**
 * The actions on what an API consists of. Which members there are is documented; which of them AWS refuses when is
 * *assumed*, but where a text is said to be recorded.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html
 */
export const COLLECTION_ACTIONS: Actions<ApiContext> = {
  ...defineCollection({
    collection: "routes",
    one: "Route",
    many: "Routes",
    path: `${API}/routes`,
    idMember: "routeId",
    idLength: 7,
    members: {
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
    },
    required: ["routeKey"],
    merged: ["requestParameters"],
    requireValid: requireValidRoute,
  }),
  ...defineCollection({
    collection: "routeResponses",
    one: "RouteResponse",
    many: "RouteResponses",
    path: `${API}/routes/{routeId}/routeresponses`,
    idMember: "routeResponseId",
    parentMember: "routeId",
    idLength: 7,
    members: {
      modelSelectionExpression: {},
      responseModels: TEXT_MAP,
      responseParameters: REQUIREMENTS,
      routeResponseKey: {},
    },
    required: ["routeResponseKey"],
    requireValid: (members) => requireOneOf(members, "routeResponseKey", ["$default"]),
  }),
  ...defineCollection({
    collection: "integrations",
    one: "Integration",
    many: "Integrations",
    path: `${API}/integrations`,
    idMember: "integrationId",
    idLength: 7,
    members: {
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
    },
    required: ["integrationType"],
    merged: ["requestParameters"],
    requireValid: requireValidIntegration,
  }),
  ...defineCollection({
    collection: "integrationResponses",
    one: "IntegrationResponse",
    many: "IntegrationResponses",
    path: `${API}/integrations/{integrationId}/integrationresponses`,
    idMember: "integrationResponseId",
    parentMember: "integrationId",
    idLength: 7,
    members: {
      contentHandlingStrategy: {},
      integrationResponseKey: {},
      responseParameters: TEXT_MAP,
      responseTemplates: TEXT_MAP,
      templateSelectionExpression: {},
    },
    required: ["integrationResponseKey"],
    merged: ["responseParameters"],
    requireValid(members) {
      requireOneOf(members, "contentHandlingStrategy", HANDLING);
      requireExpression(members, "templateSelectionExpression");
      requireShort(members.responseTemplates, "responseTemplates");
    },
  }),
  ...defineCollection({
    collection: "authorizers",
    one: "Authorizer",
    many: "Authorizers",
    path: `${API}/authorizers`,
    idMember: "authorizerId",
    idLength: 6,
    members: {
      authorizerCredentialsArn: {},
      authorizerPayloadFormatVersion: {},
      authorizerResultTtlInSeconds: NUMBER,
      authorizerType: {},
      authorizerUri: {},
      enableSimpleResponses: FLAG,
      identitySource: TEXTS,
      identityValidationExpression: {},
      name: {},
    },
    required: ["authorizerType", "name"],
    requireValid(members) {
      requireOneOf(members, "authorizerType", ["REQUEST"]);
      requireMembers(members, ["authorizerUri"]);
    },
  }),
  ...defineCollection({
    collection: "models",
    one: "Model",
    many: "Models",
    path: `${API}/models`,
    idMember: "modelId",
    idLength: 6,
    members: { contentType: {}, description: {}, name: {}, schema: {} },
    required: ["name", "schema"],
    requireValid: requireValidModel,
  }),
};

/** *Recorded* in error reports of others: the text of an authorization elsewhere than on `$connect`. */
function requireValidRoute(members: JsonObject, { gateway }: ApiContext, apiId: string): void {
  const { routeKey, target, authorizerId, authorizationType = "NONE" } = members;
  requireOneOf(members, "authorizationType", ["NONE", "AWS_IAM", "CUSTOM"]);
  if (authorizationType !== "NONE" && routeKey !== "$connect")
    throw badRequest("Currently, authorization is restricted to the $connect route only");
  if (typeof authorizerId === "string" && authorizerId !== "") gateway.get(apiId, "authorizers", authorizerId);
  if (typeof target !== "string" || target === "") return;
  const [, integrationId] = /^integrations\/([^/]+)$/.exec(target) ?? [];
  if (integrationId === undefined) throw badRequest(`Invalid target specified ${target}`);
  gateway.get(apiId, "integrations", integrationId);
}

/** A Lambda proxy integration needs no method: public configurations that work on AWS have none (aws-cdk's and SAM's samples). */
function requireValidIntegration(members: JsonObject): void {
  const { integrationType, timeoutInMillis: timeout } = members;
  requireOneOf(members, "integrationType", ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"]);
  requireOneOf(members, "connectionType", ["INTERNET", "VPC_LINK"]);
  requireOneOf(members, "contentHandlingStrategy", HANDLING);
  requireOneOf(members, "passthroughBehavior", ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]);
  if (integrationType !== "MOCK") requireMembers(members, ["integrationUri"]);
  if (integrationType !== "MOCK" && integrationType !== "AWS_PROXY") requireMembers(members, ["integrationMethod"]);
  if (typeof timeout === "number" && !(timeout >= 50 && timeout <= 29_000))
    throw badRequest("Timeout should be between 50 ms and 29000 ms");
  requireExpression(members, "templateSelectionExpression");
  requireShort(members.requestTemplates, "requestTemplates");
}

/** Characters. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html as StringWithLengthBetween0And32K */
const LONGEST_TEXT = 32_768;

/** *Assumed*: the text. */
function requireShort(value: Json | undefined, name: string): void {
  const texts = isJsonObject(value) ? Object.values(value) : [value];
  if (texts.some((text) => typeof text === "string" && text.length > LONGEST_TEXT))
    throw badRequest(`Invalid ${name} specified. The length must be at most ${LONGEST_TEXT}`);
}

function requireValidModel({ name, schema }: JsonObject): void {
  requireShort(schema, "schema");
  if (!/^[A-Za-z0-9]+$/.test(String(name))) throw badRequest("Model name must be alphanumeric");
}

/** Throws BadRequestException where a member is no selection expression. */
export function requireExpression(members: JsonObject, name: string): void {
  const expression = members[name];
  if (typeof expression !== "string") return;
  try {
    compileSelectionExpression(expression);
  } catch {
    throw badRequest(`Invalid ${name} specified ${expression}`);
  }
}
