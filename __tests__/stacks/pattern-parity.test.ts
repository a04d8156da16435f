import { listStatements } from "./synthesize-family";
import { listResources, synthesizeJson } from "./synthesize-stack";

/**
 * The settings of AWS's pattern apigw-websocket-api-sfn-sync, resource by resource, in Terraform's names.
 *
 * @see https://github.com/aws-samples/serverless-patterns/tree/main/apigw-websocket-api-sfn-sync
 */
const PATTERN: readonly { readonly type: string; readonly settings: Readonly<Record<string, unknown>> }[] = [
  {
    type: "aws_apigatewayv2_api",
    settings: { protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" },
  },
  {
    type: "aws_apigatewayv2_route",
    settings: { route_key: "$default", authorization_type: "NONE", operation_name: "DefaultRoute" },
  },
  {
    type: "aws_apigatewayv2_integration",
    settings: {
      integration_type: "AWS",
      integration_method: "POST",
      integration_uri:
        "arn:${data.aws_partition.Partition.partition}:apigateway:us-east-1:states:action/StartSyncExecution",
      template_selection_expression: "\\$default",
    },
  },
  { type: "aws_apigatewayv2_route_response", settings: { route_response_key: "$default" } },
  { type: "aws_apigatewayv2_integration_response", settings: { integration_response_key: "$default" } },
  { type: "aws_apigatewayv2_stage", settings: { name: "api" } },
  { type: "aws_sfn_state_machine", settings: { type: "EXPRESS", tracing_configuration: { enabled: true } } },
];

const terraform = synthesizeJson();

it.each(PATTERN)("has the pattern's settings of $type", ({ type, settings }) => {
  expect(listResources(terraform, type)).toContainEqual(expect.objectContaining(settings));
});

it("has one of each of the pattern's resources, beside the two responses for errors", () => {
  const counts = Object.entries(terraform.resource).map(([type, resources]) => [type, Object.keys(resources).length]);
  expect(Object.fromEntries(counts)).toEqual({
    aws_apigatewayv2_api: 1,
    aws_apigatewayv2_deployment: 1,
    aws_apigatewayv2_integration: 1,
    aws_apigatewayv2_integration_response: 3,
    aws_apigatewayv2_route: 1,
    aws_apigatewayv2_route_response: 1,
    aws_apigatewayv2_stage: 1,
    aws_cloudwatch_log_group: 1,
    aws_iam_role: 2,
    aws_iam_role_policy: 2,
    aws_sfn_state_machine: 1,
  });
});

it("writes the pattern's request template with two backslashes and the state machine's ARN", () => {
  const [name] = Object.keys(terraform.resource["aws_sfn_state_machine"] ?? {});
  expect(listResources(terraform, "aws_apigatewayv2_integration")[0]?.["request_templates"]).toEqual({
    $default: [
      String.raw`#set($sfn_input=$util.escapeJavaScript($input.body).replaceAll("\\'","'"))`,
      "{",
      '  "input": "$sfn_input",',
      `  "stateMachineArn": "\${aws_sfn_state_machine.${name}.arn}"`,
      "}",
      "",
    ].join("\n"),
  });
});

it("passes the whole execution through the integration response $default, which has no template", () => {
  const responses = listResources(terraform, "aws_apigatewayv2_integration_response");
  const [response] = responses.filter((candidate) => candidate["integration_response_key"] === "$default");
  expect(Object.keys(response ?? {}).sort()).toEqual(["api_id", "integration_id", "integration_response_key"]);
});

it("runs one Wait state of three seconds", () => {
  const [machine] = listResources(terraform, "aws_sfn_state_machine");
  expect(JSON.parse(String(machine?.["definition"]))).toMatchObject({
    StartAt: "Wait for 3 Seconds",
    States: { "Wait for 3 Seconds": { Type: "Wait", Seconds: 3, End: true } },
  });
});

it("lets API Gateway start that one state machine and nothing else", () => {
  const [name] = Object.keys(terraform.resource["aws_sfn_state_machine"] ?? {});
  const ofGateway = listStatements(terraform).filter(({ Action }) => String(Action).startsWith("states:"));
  expect(ofGateway).toEqual([
    { Effect: "Allow", Action: "states:StartSyncExecution", Resource: `\${aws_sfn_state_machine.${name}.arn}` },
  ]);
});

it("trusts each service with its own role, Step Functions for the one state machine only", () => {
  const documents = listResources(terraform, "aws_iam_role").map(
    ({ assume_role_policy }) => JSON.parse(String(assume_role_policy)) as { Statement: unknown[] },
  );
  const account = "${data.aws_caller_identity.CallerIdentity.account_id}";
  const states = `arn:\${data.aws_partition.Partition.partition}:states:us-east-1:${account}`;
  expect(documents.flatMap(({ Statement }) => Statement)).toEqual([
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "apigateway.amazonaws.com" } },
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "states.amazonaws.com" },
      Condition: {
        ArnLike: { "aws:SourceArn": `${states}:stateMachine:apigw-websocket-api-sfn-sync-api-us-east-1-default` },
        StringEquals: { "aws:SourceAccount": account },
      },
    },
  ]);
});
