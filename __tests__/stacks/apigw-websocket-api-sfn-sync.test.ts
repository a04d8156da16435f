import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing } from "cdktf";
import {
  createStack,
  listResources,
  PATTERN_ROUTES,
  STACK_ID,
  synthesizeJson,
  synthesizeStack,
} from "./synthesize-stack";

const workflow = "workflows/wait.asl.json";

it("asks the provider for the region, and for the partition and account of whoever applies it", () => {
  const stack = synthesizeStack({ region: "ap-southeast-2" });
  expect(stack).toHaveProviderWithProperties(AwsProvider, { region: "ap-southeast-2" });
  expect(stack).toHaveDataSource(DataAwsPartition);
  expect(stack).toHaveDataSource(DataAwsCallerIdentity);
});

it("gives the tags to every resource, through the provider", () => {
  expect(synthesizeJson({ tags: { team: "quotes", "cost-center": "4711" } }).provider.aws).toEqual([
    { region: "us-east-1", default_tags: [{ tags: { team: "quotes", "cost-center": "4711" } }] },
  ]);
});

it("puts out the endpoint, each route's state machine and log group, and the wscat command", () => {
  const { output } = synthesizeJson({ routes: { ...PATTERN_ROUTES, "a${b}": { workflow } } });
  const endpoint = expect.stringMatching(/^\$\{aws_apigatewayv2_stage\.\w+\.invoke_url\}$/);
  expect(output).toEqual({
    ApiEndpoint: { description: "URL of the WebSocket API", value: endpoint },
    StateMachineArns: {
      description: "ARN of the state machine that each route runs",
      value: {
        $default: expect.stringMatching(/^\$\{aws_sfn_state_machine\.\w+\.arn\}$/),
        "a$${b}": expect.stringMatching(/^\$\{aws_sfn_state_machine\.[\w-]+\.arn\}$/),
      },
    },
    LogGroupNames: {
      description: "Log group of each route's workflow",
      value: {
        $default: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.\w+\.name\}$/),
        "a$${b}": expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.name\}$/),
      },
    },
    WscatCommand: {
      description: "Opens a connection from this machine",
      value: expect.stringMatching(/^npx wscat -c \$\{aws_apigatewayv2_stage\.\w+\.invoke_url\}$/),
    },
  });
});

it("refers to resources plainly and calls no Terraform function", () => {
  const text = synthesizeStack({ routes: { $default: { workflow, response: "output" }, quote: { workflow } } });
  const markers = [...text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  expect(markers.length).toBeGreaterThan(20);
  expect(markers.filter((marker) => !/^(data\.)?[a-z0-9_]+\.[\w-]+\.[a-z_]+$/.test(marker))).toEqual([]);
});

it("shares no name with another stage, region, prefix or workspace of the same account", () => {
  const environments = [
    {},
    { stageName: "dev" },
    { stageName: "Dev" },
    { region: "eu-west-1" },
    { resourcePrefix: "blue" },
    { workspace: "pr-7" },
  ];
  const names = environments.flatMap((props) => {
    const terraform = synthesizeJson(props);
    const types = ["aws_iam_role", "aws_sfn_state_machine", "aws_cloudwatch_log_group", "aws_apigatewayv2_api"];
    return types.flatMap((type) =>
      listResources(terraform, type).map(({ name }) => `${type} ${String(name).toLowerCase()}`),
    );
  });
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(30);
});

it("keeps every name within what AWS accepts, however long its parts are", () => {
  const terraform = synthesizeJson({
    stageName: "s".repeat(128),
    resourcePrefix: "p".repeat(20),
    routes: { ["r".repeat(200)]: { workflow } },
  });
  const longest = (type: string) => Math.max(...listResources(terraform, type).map(({ name }) => String(name).length));
  expect(longest("aws_iam_role")).toBe(64);
  expect(longest("aws_sfn_state_machine")).toBe(80);
  expect(longest("aws_apigatewayv2_api")).toBe(128);
  expect(longest("aws_cloudwatch_log_group")).toBeLessThanOrEqual(512);
  expect(new Set(listResources(terraform, "aws_iam_role").map(({ name }) => name)).size).toBe(2);
});

it("rejects a non-proxy route that somebody adds without a route response and an integration response", () => {
  const stack = createStack();
  const integration = new Apigatewayv2Integration(stack, "Mock", { apiId: "a", integrationType: "MOCK" });
  const target = `integrations/${integration.id}`;
  new Apigatewayv2Route(stack, "Ping", { apiId: "a", routeKey: "ping", target });
  expect(() => Testing.synth(stack, true)).toThrow(
    `  [${STACK_ID}] route 'ping': integration has no response, got none; add an aws_apigatewayv2_integration_response
  [${STACK_ID}] route 'ping': sends no answer, got no route response; add an aws_apigatewayv2_route_response`,
  );
});
