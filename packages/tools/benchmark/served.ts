const ARN = "${aws_sfn_state_machine.greet.arn}";
const API_ID = "${aws_apigatewayv2_api.main.id}";
/** The request template of the pattern. */
export const PATTERN_TEMPLATE = `#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
{ "input": "$sfn_input", "stateMachineArn": "${ARN}" }`;

function trust(service: string): string {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } };
  return JSON.stringify({ Version: "2012-10-17", Statement: statement });
}

/** The pattern with a workflow of one Pass state: all that is measured is the runtime's own work. */
export const SERVED = {
  provider: { aws: [{ region: "us-east-1" }] },
  resource: {
    aws_iam_role: {
      gateway: { name: "gateway", assume_role_policy: trust("apigateway.amazonaws.com") },
      workflow: { name: "workflow", assume_role_policy: trust("states.amazonaws.com") },
    },
    aws_iam_role_policy: {
      gateway: {
        role: "${aws_iam_role.gateway.name}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "states:StartSyncExecution", Resource: "*" },
        }),
      },
    },
    aws_sfn_state_machine: {
      greet: {
        name: "greet",
        type: "EXPRESS",
        role_arn: "${aws_iam_role.workflow.arn}",
        definition: JSON.stringify({ StartAt: "Greet", States: { Greet: { Type: "Pass", End: true } } }),
      },
    },
    aws_apigatewayv2_api: {
      main: { name: "benchmark", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" },
    },
    aws_apigatewayv2_integration: {
      greet: {
        api_id: API_ID,
        integration_type: "AWS",
        integration_method: "POST",
        integration_uri: "arn:aws:apigateway:us-east-1:states:action/StartSyncExecution",
        credentials_arn: "${aws_iam_role.gateway.arn}",
        request_templates: { $default: PATTERN_TEMPLATE },
      },
    },
    aws_apigatewayv2_integration_response: {
      greet: {
        api_id: API_ID,
        integration_id: "${aws_apigatewayv2_integration.greet.id}",
        integration_response_key: "$default",
      },
    },
    aws_apigatewayv2_route: {
      greet: {
        api_id: API_ID,
        route_key: "$default",
        target: "integrations/${aws_apigatewayv2_integration.greet.id}",
      },
    },
    aws_apigatewayv2_route_response: {
      greet: { api_id: API_ID, route_id: "${aws_apigatewayv2_route.greet.id}", route_response_key: "$default" },
    },
    aws_apigatewayv2_deployment: { main: { api_id: API_ID } },
    aws_apigatewayv2_stage: {
      main: { api_id: API_ID, name: "api", deployment_id: "${aws_apigatewayv2_deployment.main.id}" },
    },
  },
};
