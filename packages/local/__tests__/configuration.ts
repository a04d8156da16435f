import type { JsonObject } from "@sfn-websocket/languages/json";

/** A route of a test's API. */
export interface TestRoute {
  /** An Express workflow; the route then calls StartSyncExecution with the message as input. */
  readonly definition?: JsonObject;
  /** Members of the integration, instead of or beside the workflow's. */
  readonly integration?: JsonObject;
  /** Members of the route. */
  readonly route?: JsonObject;
  /** Response templates by integration response key. @default `$default` without a template */
  readonly responses?: Readonly<Record<string, JsonObject>>;
  /** @default true */
  readonly isTwoWay?: boolean;
}

/** What a configuration of Terraform holds besides its routes. */
export interface TestApi {
  readonly routes: Readonly<Record<string, TestRoute>>;
  readonly api?: JsonObject;
  readonly stage?: JsonObject;
  /** Further resources by type. */
  readonly resource?: Readonly<Record<string, JsonObject>>;
  /** What the integrations' role may do. @default everything on every resource */
  readonly policy?: JsonObject;
}

const TEMPLATE = `#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
{ "input": "$sfn_input", "stateMachineArn": "ARN" }`;

/** Writes an API as a person would in main.tf.json, without cdktf. */
export function configuration({ routes, api, stage, resource = {}, policy }: TestApi): JsonObject {
  const resources: Record<string, JsonObject> = {
    aws_apigatewayv2_api: {
      main: { name: "test", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action", ...api },
    },
    aws_iam_role: { main: { name: "role", assume_role_policy: trust("apigateway.amazonaws.com") } },
    aws_iam_role_policy: {
      main: { name: "policy", role: "${aws_iam_role.main.name}", policy: JSON.stringify(policy ?? ALLOW_ALL) },
    },
    aws_apigatewayv2_deployment: { main: { api_id: API_ID } },
    aws_apigatewayv2_stage: {
      main: { api_id: API_ID, name: "api", deployment_id: "${aws_apigatewayv2_deployment.main.id}", ...stage },
    },
  };
  Object.entries(routes).forEach(([key, route], index) => addRoute(resources, { key, route, name: `r${index}` }));
  for (const [type, named] of Object.entries(resource)) resources[type] = { ...resources[type], ...named };
  return { provider: { aws: [{ region: "us-east-1" }] }, resource: resources };
}

const API_ID = "${aws_apigatewayv2_api.main.id}";
const ALLOW_ALL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** The trust policy of a role that these services may assume. */
export function trust(...services: readonly string[]): string {
  const statements = services.map((Service) => ({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service } }));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function addRoute(resources: Record<string, JsonObject>, added: { key: string; route: TestRoute; name: string }): void {
  const { key, route, name } = added;
  const { definition, integration, responses = { $default: {} }, isTwoWay = true } = route;
  const put = (type: string, own: string, value: JsonObject) =>
    (resources[type] = { ...resources[type], [own]: value });
  if (definition) put("aws_sfn_state_machine", name, stateMachine(name, definition));
  put("aws_apigatewayv2_integration", name, { api_id: API_ID, ...(definition && startSync(name)), ...integration });
  const target = `integrations/\${aws_apigatewayv2_integration.${name}.id}`;
  put("aws_apigatewayv2_route", name, { api_id: API_ID, route_key: key, target, ...route.route });
  for (const [responseKey, members] of Object.entries(responses))
    put("aws_apigatewayv2_integration_response", `${name}_${responseKey.replace(/\W/g, "_")}`, {
      api_id: API_ID,
      integration_id: `\${aws_apigatewayv2_integration.${name}.id}`,
      integration_response_key: responseKey,
      ...members,
    });
  if (isTwoWay)
    put("aws_apigatewayv2_route_response", name, {
      api_id: API_ID,
      route_id: `\${aws_apigatewayv2_route.${name}.id}`,
      route_response_key: "$default",
    });
}

function stateMachine(name: string, definition: JsonObject): JsonObject {
  return { name, definition: JSON.stringify(definition), type: "EXPRESS", role_arn: "${aws_iam_role.main.arn}" };
}

function startSync(name: string): JsonObject {
  return {
    integration_type: "AWS",
    integration_method: "POST",
    integration_uri: "arn:aws:apigateway:us-east-1:states:action/StartSyncExecution",
    credentials_arn: "${aws_iam_role.main.arn}",
    request_templates: { $default: TEMPLATE.replace("ARN", `\${aws_sfn_state_machine.${name}.arn}`) },
  };
}

/** A workflow of one Pass state. */
export const PASS: JsonObject = { StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } };
