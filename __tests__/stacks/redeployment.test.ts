import type { ApigwWebsocketApiSfnSyncProps } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { listResources, synthesizeJson, WAIT } from "./synthesize-stack";

const workflow = "workflows/wait.asl.json";

function readDeployment(props: Partial<ApigwWebsocketApiSfnSyncProps>, files = {}): Readonly<Record<string, unknown>> {
  return listResources(synthesizeJson(props, files), "aws_apigatewayv2_deployment")[0] ?? {};
}

function readTrigger(route: Partial<RouteProps>, files = {}): unknown {
  return readDeployment({ routes: { $default: { workflow, ...route } } }, files)["triggers"];
}

it("keeps the deployment when nothing changes", () => {
  expect(readTrigger({})).toEqual({ redeployment: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(readTrigger({})).toEqual(readTrigger({}));
});

it.each<{ readonly what: string; readonly route: Partial<RouteProps> }>([
  { what: "response template", route: { response: { template: '{"done":true}' } } },
  { what: "kind of response", route: { response: "output" } },
  { what: "request template", route: { requestTemplate: '{"stateMachineArn":"$stateMachineArn"}' } },
  { what: "timeout", route: { timeoutMilliseconds: 5000 } },
])("changes the deployment with the $what", ({ route }) => {
  expect(readTrigger(route)).not.toEqual(readTrigger({}));
});

it("changes the deployment with the routes", () => {
  const two = { $default: { workflow }, quote: { workflow } };
  expect(readDeployment({ routes: two })["triggers"]).not.toEqual(readTrigger({}));
});

it("changes the deployment from one response template to another", () => {
  expect(readTrigger({ response: { template: '{"done":1}' } })).not.toEqual(
    readTrigger({ response: { template: '{"done":2}' } }),
  );
});

it.each<{ readonly what: string; readonly route: Partial<RouteProps> }>([
  { what: "log level", route: { logLevel: "ALL" } },
  { what: "throttle", route: { throttle: { rateLimit: 1, burstLimit: 1 } } },
])("keeps the deployment when the $what changes, which it does not freeze", ({ route }) => {
  expect(readTrigger(route)).toEqual(readTrigger({}));
});

it("keeps the deployment when a workflow's definition changes", () => {
  expect(readTrigger({}, { [workflow]: WAIT.replace('"Seconds": 3', '"Seconds": 4') })).toEqual(readTrigger({}));
});

it("replaces the deployment with the state machines and the roles that it names, before the old one goes", () => {
  expect(readDeployment({})["lifecycle"]).toEqual({
    create_before_destroy: true,
    replace_triggered_by: [
      expect.stringMatching(/^aws_sfn_state_machine\.\w+\.arn$/),
      expect.stringMatching(/^aws_iam_role\.\w+StartSyncExecution_Role\w+\.arn$/),
    ],
  });
});

it("deploys after everything that it freezes", () => {
  const types = (readDeployment({})["depends_on"] as readonly string[]).map((address) => address.split(".")[0]);
  expect(types.sort()).toEqual([
    "aws_apigatewayv2_api",
    "aws_apigatewayv2_integration",
    "aws_apigatewayv2_integration_response",
    "aws_apigatewayv2_integration_response",
    "aws_apigatewayv2_integration_response",
    "aws_apigatewayv2_route",
    "aws_apigatewayv2_route_response",
  ]);
});
