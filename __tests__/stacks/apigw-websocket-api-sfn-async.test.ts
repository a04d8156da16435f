import {
  ApigwWebsocketApiSfnAsync,
  type ApigwWebsocketApiSfnAsyncProps,
} from "../../stacks/apigw-websocket-api-sfn-async";
import { countResources, findResource, listStatements, synthesizeFamily } from "./synthesize-family";
import { listResources } from "./synthesize-stack";

// What the SAM template of the pattern holds, in Terraform's terms; docs/evidence.md has each deviation.
// https://github.com/aws-samples/serverless-patterns/tree/main/apigw-websocket-api-sfn-async

const synthesize = (props: ApigwWebsocketApiSfnAsyncProps = {}) =>
  synthesizeFamily((app, root) => new ApigwWebsocketApiSfnAsync(app, "demo", { root, ...props }));
const terraform = synthesize();

it("makes the pattern's resources, and for each what the deviations add", () => {
  expect(countResources(terraform)).toEqual({
    aws_apigatewayv2_api: 1,
    aws_apigatewayv2_deployment: 1,
    aws_apigatewayv2_integration: 1,
    aws_apigatewayv2_integration_response: 3,
    aws_apigatewayv2_route: 1,
    aws_apigatewayv2_route_response: 1,
    aws_apigatewayv2_stage: 1,
    aws_cloudwatch_log_group: 1,
    aws_iam_role: 2,
    aws_iam_role_policy: 3,
    aws_sfn_state_machine: 1,
  });
});

it("starts a traced STANDARD workflow without waiting for it", () => {
  expect(findResource(terraform, "aws_sfn_state_machine")).toMatchObject({
    type: "STANDARD",
    tracing_configuration: { enabled: true },
  });
  expect(findResource(terraform, "aws_apigatewayv2_integration")).toMatchObject({
    integration_type: "AWS",
    integration_method: "POST",
    integration_uri: "arn:${data.aws_partition.Partition.partition}:apigateway:us-east-1:states:action/StartExecution",
    template_selection_expression: "\\$default",
  });
});

it("hands the message on as data, with the connection and where to post to it", () => {
  const nameOf = (type: string) => Object.keys(terraform.resource[type] ?? {})[0];
  const apiEndpoint = `\${aws_apigatewayv2_api.${nameOf("aws_apigatewayv2_api")}.id}.execute-api.us-east-1.\${data.aws_partition.Partition.dns_suffix}`;
  const input = String.raw`{\"data\":$sfn_input, \"ConnectionID\":\"$context.connectionId\", \"apiEndpoint\":\"${apiEndpoint}\", \"stage\":\"api\"}`;
  expect(findResource(terraform, "aws_apigatewayv2_integration")["request_templates"]).toEqual({
    $default: [
      String.raw`#set($sfn_json=$input.json('$'))#if($input.path('$')==$null&&$input.path('$').length()!=0)#set($sfn_json="null")#end#set($sfn_input=$util.escapeJavaScript($sfn_json).replaceAll("\\'","'"))`,
      "{",
      `  "input": "${input}",`,
      `  "stateMachineArn": "\${aws_sfn_state_machine.${nameOf("aws_sfn_state_machine")}.arn}"`,
      "}",
      "",
    ].join("\n"),
  });
});

it("waits five seconds and posts to the connection, wherever the API and its stage are", () => {
  const { definition } = findResource(terraform, "aws_sfn_state_machine");
  expect(JSON.parse(String(definition))).toMatchObject({
    StartAt: "Wait for 5 Seconds",
    States: {
      "Wait for 5 Seconds": { Type: "Wait", Seconds: 5, Next: "Send Message to WebSocket Client" },
      "Send Message to WebSocket Client": {
        Type: "Task",
        Resource: "arn:${data.aws_partition.Partition.partition}:states:::apigateway:invoke",
        Parameters: {
          "ApiEndpoint.$": "$.apiEndpoint",
          Method: "POST",
          "Stage.$": "$.stage",
          "Path.$": "States.Format('/@connections/{}', $.ConnectionID)",
          RequestBody: { Message: "Hello from asynchronous workflow execution!" },
          AuthType: "IAM_ROLE",
        },
        Catch: [{ ErrorEquals: ["ApiGateway.410"], Next: "Client Has Left" }],
        End: true,
      },
    },
  });
});

it.each(["api", "v2"])("may post to the connections of its own API and of stage %s, no other", (stageName) => {
  const granted = listStatements(synthesize({ stageName })).filter(({ Action }) =>
    String(Action).includes("execute-api"),
  );
  expect(granted).toEqual([
    {
      Effect: "Allow",
      Action: ["execute-api:ManageConnections"],
      Resource: [
        expect.stringMatching(
          new RegExp(
            `^arn:\\$\\{data\\.aws_partition\\.Partition\\.partition\\}:execute-api:us-east-1:\\$\\{data\\.aws_caller_identity\\.CallerIdentity\\.account_id\\}:\\$\\{aws_apigatewayv2_api\\.\\w+\\.id\\}/${stageName}/POST/@connections/\\*$`,
          ),
        ),
      ],
    },
  ]);
});

it("may post to the connections of another API that its workflow names", () => {
  const workflow = "workflows/tell.asl.json";
  const tell = {
    Type: "Task",
    Resource: "arn:aws:states:::apigateway:invoke",
    Parameters: {
      ApiEndpoint: "1a2b3c4d5e.execute-api.us-east-1.amazonaws.com",
      Stage: "prod",
      Method: "POST",
      "Path.$": "States.Format('/@connections/{}', $.other)",
      AuthType: "IAM_ROLE",
    },
    End: true,
  };
  const other = synthesizeFamily(
    (app, root) =>
      new ApigwWebsocketApiSfnAsync(app, "demo", { root, routes: { $default: { workflow, execution: "async" } } }),
    { [workflow]: JSON.stringify({ StartAt: "Tell", States: { Tell: tell } }) },
  );
  const posts = listStatements(other).filter(({ Action }) => String(Action).includes("execute-api"));
  expect(posts.map(({ Resource }) => Resource)).toEqual([
    [expect.stringMatching(/:1a2b3c4d5e\/prod\/POST\/@connections\/\*$/)],
    [expect.stringMatching(/\/api\/POST\/@connections\/\*$/)],
  ]);
});

it("lets API Gateway start that one state machine and nothing else", () => {
  const [name] = Object.keys(terraform.resource["aws_sfn_state_machine"] ?? {});
  const ofGateway = listStatements(terraform).filter(({ Action }) => String(Action).startsWith("states:"));
  expect(ofGateway).toEqual([
    { Effect: "Allow", Action: "states:StartExecution", Resource: `\${aws_sfn_state_machine.${name}.arn}` },
  ]);
});

it("answers with StartExecution's own answer, and hides what errors would tell", () => {
  const responses = listResources(terraform, "aws_apigatewayv2_integration_response");
  expect(responses.map(({ integration_response_key: key, response_templates: templates }) => [key, templates])).toEqual(
    [
      ["/4\\d\\d/", { $default: expect.stringContaining('"message": "$message"') }],
      ["$default", undefined],
      ["/5\\d\\d/", { $default: expect.stringContaining('"message": "$message"') }],
    ],
  );
});
