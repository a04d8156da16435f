import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2RouteResponse } from "@cdktf/provider-aws/lib/apigatewayv2-route-response";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Testing } from "cdktf";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { RoutedApi } from "@sfn-websocket/constructs/api/routed-api";
import { createProject } from "./synthesize-stack";

const workflow = "workflows/wait.asl.json";

function synthesize(
  routes: Readonly<Record<string, RouteProps>>,
  files: Readonly<Record<string, string>> = {},
): string {
  return Testing.synthScope((scope) => {
    new RoutedApi(scope, "Api", {
      location: { partition: "aws", dnsSuffix: "amazonaws.com", region: "eu-west-1", account: "123456789012" },
      environment: { stack: "demo", stage: "live", region: "eu-west-1" },
      root: createProject(files),
      routes,
      logRetentionInDays: 7,
    });
  });
}

describe("with one route that gives nothing but its workflow", () => {
  const stack = synthesize({ $default: { workflow } });

  it("makes a WebSocket API that selects routes by the message's action", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Api, {
      name: "demo-live-eu-west-1",
      protocol_type: "WEBSOCKET",
      route_selection_expression: "$request.body.action",
    });
  });

  it("makes the route two-way", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Route, {
      route_key: "$default",
      route_response_selection_expression: "$default",
    });
    expect(stack).toHaveResourceWithProperties(Apigatewayv2RouteResponse, { route_response_key: "$default" });
  });

  it("waits as long for the workflow as API Gateway can", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Integration, { timeout_milliseconds: 29000 });
  });

  it.each(["$default", "/4\\d\\d/", "/5\\d\\d/"])("answers a result of status %s", (key) => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2IntegrationResponse, { integration_response_key: key });
  });

  it("makes a traced Express state machine that logs errors without their data", () => {
    expect(stack).toHaveResourceWithProperties(SfnStateMachine, {
      name: "demo-live-eu-west-1-default",
      type: "EXPRESS",
      tracing_configuration: { enabled: true },
      logging_configuration: expect.objectContaining({ level: "ERROR", include_execution_data: false }),
    });
  });

  it("keeps the workflow's log among the vended logs, for the days given", () => {
    expect(stack).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: "/aws/vendedlogs/states/demo-live-eu-west-1-default",
      retention_in_days: 7,
    });
  });

  it.each(["workflow", "integration"])("makes the role of the %s", (role) => {
    expect(stack).toHaveResourceWithProperties(IamRole, { name: `demo-live-eu-west-1-default-${role}` });
  });

  it.each(["observability", "start-sync-execution"])("makes the policy %s", (name) => {
    expect(stack).toHaveResourceWithProperties(IamRolePolicy, { name });
  });

  it("deploys the API to the stage, which names its deployment", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Deployment, {
      lifecycle: expect.objectContaining({ create_before_destroy: true }),
    });
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Stage, {
      name: "live",
      deployment_id: expect.stringMatching(/^\$\{aws_apigatewayv2_deployment\.\w+\.id\}$/),
    });
  });

  it("configures no throttle and no log of the stage", () => {
    expect(stack).not.toHaveResourceWithProperties(Apigatewayv2Stage, { route_settings: expect.anything() });
  });
});

describe("with several routes", () => {
  const stack = synthesize(
    {
      $connect: { workflow, execution: "async" },
      "chat/join": {
        workflow: "workflows/join.asl.json",
        timeoutMilliseconds: 5000,
        throttle: { rateLimit: 5, burstLimit: 9 },
        permissions: [
          { actions: ["dynamodb:PutItem"], resources: ["arn:aws:dynamodb:eu-west-1:123456789012:table/t"] },
        ],
      },
      quote: { workflow, response: "output", logLevel: "ALL", logExecutionData: true, executionLogLevel: "INFO" },
    },
    { "workflows/join.asl.json": `{"StartAt":"P","States":{"P":{"Type":"Pass","Result":"$\${a} %{b}","End":true}}}` },
  );

  it("gives each route its own state machine, by a name that no other route's can equal", () => {
    for (const name of ["connect-async", "quote", "chat-join-6ae173fa"]) {
      expect(stack).toHaveResourceWithProperties(SfnStateMachine, { name: `demo-live-eu-west-1-${name}` });
    }
  });

  it("names the operation after the route key", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Route, {
      route_key: "chat/join",
      operation_name: "ChatJoinRoute",
    });
  });

  it("grants a workflow's Task states what the route names, in a policy of their own", () => {
    expect(stack).toHaveResourceWithProperties(IamRolePolicy, {
      name: "tasks",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["dynamodb:PutItem"],
            Resource: ["arn:aws:dynamodb:eu-west-1:123456789012:table/t"],
          },
        ],
      }),
    });
  });

  it("hands on a route's timeout and log level", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Integration, { timeout_milliseconds: 5000 });
    expect(stack).toHaveResourceWithProperties(SfnStateMachine, {
      logging_configuration: expect.objectContaining({ level: "ALL", include_execution_data: true }),
    });
  });

  it("writes a definition so that Terraform prints it word for word", () => {
    expect(stack).toHaveResourceWithProperties(SfnStateMachine, {
      definition: `{"StartAt":"P","States":{"P":{"Type":"Pass","Result":"$\${a} %%{b}","End":true}}}`,
    });
  });

  it("gives the stage all settings of the routes that configure one, and none of the others", () => {
    const unlogged = { data_trace_enabled: false, detailed_metrics_enabled: false };
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Stage, {
      route_settings: [
        {
          ...unlogged,
          route_key: "chat/join",
          logging_level: "OFF",
          throttling_rate_limit: 5,
          throttling_burst_limit: 9,
        },
        {
          ...unlogged,
          route_key: "quote",
          logging_level: "INFO",
          throttling_rate_limit: 10000,
          throttling_burst_limit: 5000,
        },
      ],
    });
  });

  it("has a route response on $connect, as samples that are known to work have, and on each route of messages", () => {
    expect(stack).toHaveResourceWithProperties(Apigatewayv2Route, {
      route_key: "$connect",
      operation_name: "ConnectRoute",
    });
    expect(
      Object.keys(
        (JSON.parse(stack) as { resource: Record<string, object> }).resource["aws_apigatewayv2_route_response"] ?? {},
      ),
    ).toHaveLength(3);
  });
});
