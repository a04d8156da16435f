import type { JsonObject } from "@sfn-websocket/languages/json";
import { requireValidApi } from "../apigateway/api/api-members";
import {
  type INTEGRATION,
  requireAuthorizer,
  requireIntegration,
  requireIntegrationResponse,
  requireModel,
  requireRouteMembers,
  requireRouteResponse,
} from "../apigateway/api/collection-members";
import {
  requireAccessLogFormat,
  requireRouteSettings,
  requireStageName,
  requireStageVariables,
} from "../apigateway/api/stage-members";
import type { RouteSettings, StageSettings } from "../apigateway/resources";
import type { RequestOf } from "../protocols/request";
import { block, list, request, text } from "./attributes";
import { DOMAIN_NAME_RESOURCES } from "./domain-name-resources";
import { expectRole } from "./expect-role";
import type { Create, Resource } from "./resource-types";

/** The resource types of WebSocket APIs. */
export const API_GATEWAY_V2_RESOURCES: Readonly<Record<string, Create>> = {
  ...DOMAIN_NAME_RESOURCES,
  aws_apigatewayv2_api({ attributes, id, aws, region }) {
    if (attributes.protocol_type !== "WEBSOCKET")
      throw new Error(
        `only WebSocket APIs are emulated, got protocol_type ${JSON.stringify(attributes.protocol_type)}; use "WEBSOCKET"`,
      );
    // The provider's default, of which a message has nothing.
    const expression = attributes.route_selection_expression ?? "$request.method $request.path";
    const given = { ...attributes, route_selection_expression: expression };
    const members = request(given, { name: "", routeSelectionExpression: "" });
    requireValidApi(members);
    aws.region(region).apigateway.createApi({ apiId: id, ...members });
    const host = `${id}.execute-api.${region}.amazonaws.com`;
    return {
      id,
      arn: `arn:${aws.partition}:apigateway:${region}::/apis/${id}`,
      api_endpoint: `wss://${host}`,
      execution_arn: `arn:${aws.partition}:execute-api:${region}:${aws.accountId}:${id}`,
    };
  },
  aws_apigatewayv2_route: ({ attributes, id, aws, region }) => {
    const route = requireRouteMembers(request(attributes, { routeKey: "" }), { id });
    aws.region(region).apigateway.create(text(attributes, "api_id"), "routes", route);
    return { id };
  },
  aws_apigatewayv2_integration: ({ attributes, id, aws, region }) => {
    const { timeout_milliseconds, ...same } = attributes;
    expectRole(aws, attributes.credentials_arn);
    const members = {
      ...request<RequestOf<typeof INTEGRATION>>(same, { integrationType: "" }),
      ...(typeof timeout_milliseconds === "number" && { timeoutInMillis: timeout_milliseconds }),
    };
    aws
      .region(region)
      .apigateway.create(text(attributes, "api_id"), "integrations", requireIntegration(members, { id }));
    return { id };
  },
  aws_apigatewayv2_integration_response: ({ attributes, id, aws, region }) => {
    const { integrationId: parentId, ...members } = request(attributes, {
      integrationId: "",
      integrationResponseKey: "",
    });
    const response = requireIntegrationResponse(members, { id, parentId });
    aws.region(region).apigateway.create(text(attributes, "api_id"), "integrationResponses", response);
    return { id };
  },
  aws_apigatewayv2_route_response: ({ attributes, id, aws, region }) => {
    const { routeId: parentId, ...members } = request(attributes, { routeId: "", routeResponseKey: "" });
    const response = requireRouteResponse(members, { id, parentId });
    aws.region(region).apigateway.create(text(attributes, "api_id"), "routeResponses", response);
    return { id };
  },
  aws_apigatewayv2_authorizer: ({ attributes, id, aws, region }) => {
    const { identity_sources, enable_simple_responses, authorizer_credentials_arn: roleArn, ...same } = attributes;
    const members = {
      ...request(same, { name: "", authorizerType: "" }),
      // The provider sends no false and no empty text.
      ...(enable_simple_responses === true && { enableSimpleResponses: true }),
      ...(roleArn && { authorizerCredentialsArn: String(roleArn) }),
      identitySource: Array.isArray(identity_sources) ? identity_sources.map(String) : [],
    };
    aws.region(region).apigateway.create(text(attributes, "api_id"), "authorizers", requireAuthorizer(members, { id }));
    return { id };
  },
  aws_apigatewayv2_model: ({ attributes, id, aws, region }) => {
    const model = requireModel(request(attributes, { name: "", schema: "" }), { id });
    aws.region(region).apigateway.create(text(attributes, "api_id"), "models", model);
    return { id };
  },
  aws_apigatewayv2_deployment: ({ attributes, id, aws, region }) => {
    aws.region(region).apigateway.createDeployment(text(attributes, "api_id"), id);
    return { id };
  },
  aws_apigatewayv2_stage: createStage,
};

/**
 * The provider sends 0 for a limit that a block leaves out, and so the stage lets nothing through (*recorded*).
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/14742
 */
const readRouteSettings = (settings: JsonObject | undefined): RouteSettings =>
  settings === undefined ? {} : { throttlingBurstLimit: 0, throttlingRateLimit: 0, ...request(settings, {}) };

function createStage({ attributes, aws, region }: Resource): JsonObject {
  const { default_route_settings, route_settings, access_log_settings, name, ...same } = attributes;
  const apiId = text(attributes, "api_id");
  const log = block(access_log_settings);
  const settings: StageSettings = {
    stageName: String(name),
    ...request(same, {}),
    defaultRouteSettings: readRouteSettings(block(default_route_settings)),
    routeSettings: Object.fromEntries(
      list(route_settings).map((each) => [text(each, "route_key"), readRouteSettings(each)]),
    ),
    ...(log && { accessLogSettings: request(log, { destinationArn: "", format: "" }) }),
  };
  const { apigateway } = aws.region(region);
  requireStageName(settings.stageName);
  requireStageVariables(settings);
  if (settings.accessLogSettings) requireAccessLogFormat(settings.accessLogSettings.format);
  requireRouteSettings(settings, apigateway.list(apiId, "routes"));
  apigateway.createStage(apiId, settings);
  return {
    id: settings.stageName,
    arn: `arn:${aws.partition}:apigateway:${region}::/apis/${apiId}/stages/${settings.stageName}`,
    invoke_url: `wss://${apiId}.execute-api.${region}.amazonaws.com/${settings.stageName}`,
    execution_arn: `arn:${aws.partition}:execute-api:${region}:${aws.accountId}:${apiId}/${settings.stageName}`,
  };
}
