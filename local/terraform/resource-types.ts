import type { JsonObject } from "../../languages/jsonpath/json";
import type { Integration, RouteSettings, StageSettings } from "../apigateway/resources";
import type { Aws } from "../aws";
import type { CreateStateMachineRequest } from "../stepfunctions/resources";
import { API_KEY_RESOURCES } from "./api-key-resources";
import { block, list, request, text } from "./attributes";
import { DYNAMODB_RESOURCES } from "./dynamodb-resources";
import { LAMBDA_RESOURCES } from "./lambda-resources";

/** One resource of a configuration, its references resolved. */
export interface Resource {
  readonly attributes: JsonObject;
  /** Unique, and the same at each start. */
  readonly id: string;
  readonly aws: Aws;
  readonly region: string;
}

/** Creates the resource, and returns the attributes that AWS adds to those of the configuration. */
export type Create = (resource: Resource) => JsonObject;

/**
 * Terraform's resource types, each as the call that its provider makes. An attribute keeps its name in AWS's spelling
 * but where the table says otherwise.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
export const RESOURCE_TYPES: Readonly<Record<string, Create>> = {
  ...LAMBDA_RESOURCES,
  ...DYNAMODB_RESOURCES,
  ...API_KEY_RESOURCES,
  aws_apigatewayv2_api({ attributes, id, aws, region }) {
    if (attributes.protocol_type !== "WEBSOCKET")
      throw new Error(
        `only WebSocket APIs are emulated, got protocol_type ${JSON.stringify(attributes.protocol_type)}; use "WEBSOCKET"`,
      );
    aws
      .region(region)
      .apigateway.createApi({ apiId: id, ...request(attributes, { name: "", routeSelectionExpression: "" }) });
    const host = `${id}.execute-api.${region}.amazonaws.com`;
    return {
      id,
      arn: `arn:${aws.partition}:apigateway:${region}::/apis/${id}`,
      api_endpoint: `wss://${host}`,
      execution_arn: `arn:${aws.partition}:execute-api:${region}:${aws.accountId}:${id}`,
    };
  },
  aws_apigatewayv2_route: ({ attributes, id, aws, region }) => {
    aws
      .region(region)
      .apigateway.createRoute(text(attributes, "api_id"), { routeId: id, ...request(attributes, { routeKey: "" }) });
    return { id };
  },
  aws_apigatewayv2_integration: ({ attributes, id, aws, region }) => {
    const { timeout_milliseconds, ...same } = attributes;
    const integration = {
      integrationId: id,
      ...request<Pick<Integration, "integrationType">>(same, { integrationType: "AWS" }),
      ...(typeof timeout_milliseconds === "number" && { timeoutInMillis: timeout_milliseconds }),
    };
    aws.region(region).apigateway.createIntegration(text(attributes, "api_id"), integration);
    return { id };
  },
  aws_apigatewayv2_integration_response: ({ attributes, id, aws, region }) => {
    const response = {
      integrationResponseId: id,
      ...request(attributes, { integrationId: "", integrationResponseKey: "" }),
    };
    aws.region(region).apigateway.createIntegrationResponse(text(attributes, "api_id"), response);
    return { id };
  },
  aws_apigatewayv2_route_response: ({ attributes, id, aws, region }) => {
    const response = { routeResponseId: id, ...request(attributes, { routeId: "", routeResponseKey: "" }) };
    aws.region(region).apigateway.createRouteResponse(text(attributes, "api_id"), response);
    return { id };
  },
  aws_apigatewayv2_authorizer: ({ attributes, id, aws, region }) => {
    const { identity_sources, ...same } = attributes;
    const authorizer = {
      authorizerId: id,
      ...request(same, { name: "", authorizerType: "" }),
      identitySource: Array.isArray(identity_sources) ? identity_sources.map(String) : [],
    };
    aws.region(region).apigateway.createAuthorizer(text(attributes, "api_id"), authorizer);
    return { id };
  },
  aws_apigatewayv2_deployment: ({ attributes, id, aws, region }) => {
    aws.region(region).apigateway.createDeployment(text(attributes, "api_id"), id);
    return { id };
  },
  aws_apigatewayv2_stage: createStage,
  aws_sfn_state_machine: createStateMachine,
  aws_iam_role: ({ attributes, id, aws }) => {
    const { arn, roleName } = aws.iam.createRole({
      roleName: typeof attributes.name === "string" ? attributes.name : `terraform-${id}`,
      path: typeof attributes.path === "string" ? attributes.path : undefined,
      assumeRolePolicyDocument: text(attributes, "assume_role_policy"),
    });
    return { id: roleName, name: roleName, arn };
  },
  aws_iam_role_policy: ({ attributes, id, aws }) => {
    const policyName = typeof attributes.name === "string" ? attributes.name : `terraform-${id}`;
    const roleName = text(attributes, "role");
    aws.iam.putRolePolicy({ roleName, policyName, policyDocument: text(attributes, "policy") });
    return { id: `${roleName}:${policyName}`, name: policyName };
  },
  aws_iam_policy: ({ attributes, id, aws }) => {
    const policyName = typeof attributes.name === "string" ? attributes.name : `terraform-${id}`;
    const { arn } = aws.iam.createPolicy({ policyName, policyDocument: text(attributes, "policy") });
    return { id: arn, arn, name: policyName };
  },
  aws_iam_role_policy_attachment: ({ attributes, id, aws }) => {
    aws.iam.attachRolePolicy({ roleName: text(attributes, "role"), policyArn: text(attributes, "policy_arn") });
    return { id };
  },
  aws_cloudwatch_log_group: ({ attributes, id, aws, region }) => {
    const { name = `terraform-${id}`, retention_in_days: days } = attributes;
    const retentionInDays = typeof days === "number" && days > 0 ? days : undefined;
    const arn = aws.region(region).logs.createLogGroup({ logGroupName: String(name), retentionInDays });
    return { id: name, name, arn };
  },
};

function createStage({ attributes, aws, region }: Resource): JsonObject {
  const { default_route_settings, route_settings, access_log_settings, name, ...same } = attributes;
  const apiId = text(attributes, "api_id");
  const log = block(access_log_settings);
  const settings: StageSettings = {
    stageName: String(name),
    ...request(same, {}),
    defaultRouteSettings: request<RouteSettings>(block(default_route_settings) ?? {}, {}),
    routeSettings: Object.fromEntries(
      list(route_settings).map((each) => [String(each.route_key), request<RouteSettings>(each, {})]),
    ),
    ...(log && { accessLogSettings: request(log, { destinationArn: "", format: "" }) }),
  };
  aws.region(region).apigateway.createStage(apiId, settings);
  return {
    id: settings.stageName,
    arn: `arn:${aws.partition}:apigateway:${region}::/apis/${apiId}/stages/${settings.stageName}`,
    invoke_url: `wss://${apiId}.execute-api.${region}.amazonaws.com/${settings.stageName}`,
    execution_arn: `arn:${aws.partition}:execute-api:${region}:${aws.accountId}:${apiId}/${settings.stageName}`,
  };
}

function createStateMachine({ attributes, id, aws, region }: Resource): JsonObject {
  const logging = block(attributes.logging_configuration);
  const machine: CreateStateMachineRequest = {
    name: typeof attributes.name === "string" ? attributes.name : `terraform-${id}`,
    definition: text(attributes, "definition"),
    roleArn: text(attributes, "role_arn"),
    type: attributes.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
    tracingConfiguration: { enabled: block(attributes.tracing_configuration)?.enabled === true },
    loggingConfiguration: {
      level: typeof logging?.level === "string" ? logging.level : "OFF",
      includeExecutionData: logging?.include_execution_data === true,
      destinations: typeof logging?.log_destination === "string" ? [logging.log_destination] : [],
    },
  };
  const { stateMachineArn } = aws.region(region).stepfunctions.createStateMachine(machine);
  return { id: stateMachineArn, arn: stateMachineArn, name: machine.name, type: machine.type ?? "STANDARD" };
}
