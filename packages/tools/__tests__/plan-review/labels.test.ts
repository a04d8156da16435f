import { indexResources } from "../../plan-review/find-resources";
import { readKind, labelResource, printLabel } from "../../plan-review/resource-kinds";
import { makePlan, type ShortChange, type ShortPlan } from "./make-plan";

function label(plan: ShortPlan): string[] {
  const read = makePlan(plan);
  const find = indexResources(read);
  return read.changes.map((change) => printLabel(labelResource(change, find)));
}

it("names an integration and its responses by the route, before Terraform knows an id", () => {
  const integration = ["aws_apigatewayv2_integration.it.id", "aws_apigatewayv2_integration.it"];
  const changes: readonly ShortChange[] = [
    {
      type: "aws_apigatewayv2_route",
      after: { route_key: "chat" },
      unknown: { target: true },
      references: { target: integration },
    },
    { type: "aws_apigatewayv2_integration", after: {}, unknown: { id: true } },
    {
      type: "aws_apigatewayv2_integration_response",
      after: { integration_response_key: "$default" },
      unknown: { integration_id: true },
      references: { integration_id: integration },
    },
  ];
  expect(label({ changes })).toEqual([
    "route chat",
    "integration of route chat",
    "integration response $default of route chat",
  ]);
});

it("names what is destroyed by the ids that the state knows", () => {
  const changes: readonly ShortChange[] = [
    { type: "aws_apigatewayv2_route", before: { id: "r", route_key: "chat", target: "integrations/i" } },
    { type: "aws_apigatewayv2_integration", before: { id: "i" } },
    { type: "aws_apigatewayv2_route_response", before: { route_id: "r", route_response_key: "$default" } },
  ];
  expect(label({ changes })).toEqual([
    "route chat",
    "integration of route chat",
    "route response $default of route chat",
  ]);
});

it("names routes and stages by their API where there are several", () => {
  const ofApi = (id: string): readonly ShortChange[] => [
    { type: "aws_apigatewayv2_api", name: id, before: { id, name: `${id}-api` } },
    { type: "aws_apigatewayv2_stage", name: id, before: { api_id: id, name: "v1" } },
    { type: "aws_apigatewayv2_route", name: id, before: { id: `${id}-route`, api_id: id, route_key: "$default" } },
    {
      type: "aws_apigatewayv2_route_response",
      name: id,
      before: { route_id: `${id}-route`, route_response_key: "$default" },
    },
  ];
  const told = (api: string) => [
    `API ${api}-api`,
    `stage v1 of API ${api}-api`,
    `route $default of API ${api}-api`,
    `route response $default of route $default of API ${api}-api`,
  ];
  expect(label({ changes: [...ofApi("chat"), ...ofApi("orders")] })).toEqual([...told("chat"), ...told("orders")]);
});

it("names what the plan does not hold by what the resource says, and what has no name by its address", () => {
  const changes: readonly ShortChange[] = [
    { type: "aws_iam_role_policy", after: { name: "p", role: "other" } },
    { type: "aws_apigatewayv2_integration", name: "i", after: {} },
    { type: "aws_glue_job", name: "j", after: {} },
    { type: "aws_glue_job", name: "k", after: { name: "night" } },
  ];
  expect(label({ changes })).toEqual([
    "policy p of role other",
    "integration aws_apigatewayv2_integration.i",
    "glue job aws_glue_job.j",
    "glue job night",
  ]);
});

it("means the instance with the same index", () => {
  const route = (key: string) => ({
    type: "aws_apigatewayv2_route",
    name: `r["${key}"]`,
    after: { route_key: key },
    unknown: { target: true },
  });
  const integration = (key: string) => ({ type: "aws_apigatewayv2_integration", name: `i["${key}"]`, after: {} });
  const plan = {
    resources: [
      {
        address: "aws_apigatewayv2_route.r",
        expressions: { target: { references: ["aws_apigatewayv2_integration.i"] } },
      },
    ],
  };
  const changes: readonly ShortChange[] = [route("a"), route("b"), integration("a"), integration("b")];
  expect(label({ changes, plan: { configuration: { root_module: plan } } })).toEqual([
    "route a",
    "route b",
    "integration of route a",
    "integration of route b",
  ]);
});

it("follows references within a module", () => {
  const module = {
    resources: [
      {
        address: "aws_iam_role_policy.p",
        expressions: { role: { references: ["aws_iam_role.r.id", "aws_iam_role.r"] } },
      },
    ],
  };
  const configuration = { root_module: { module_calls: { m: { module } } } };
  const changes: readonly ShortChange[] = [
    { type: "aws_iam_role", item: { address: "module.m.aws_iam_role.r" }, after: { name: "worker" } },
    {
      type: "aws_iam_role_policy",
      item: { address: "module.m.aws_iam_role_policy.p" },
      after: { name: "p" },
      unknown: { role: true },
    },
  ];
  expect(label({ changes, plan: { configuration } })).toEqual(["role worker", "policy p of role worker"]);
});

it.each([
  ["aws_sfn_state_machine", "workflows"],
  ["aws_apigatewayv2_routing_rule", "routes"],
  ["aws_iam_user", "permissions"],
  ["aws_cloudwatch_event_rule", "logs"],
  ["aws_s3_bucket_policy", "data"],
  ["aws_cloudfront_key_group", "edge"],
  ["aws_api_gateway_usage_plan_key", "keys"],
  ["random_id", "other"],
  ["constructor", "other"],
])("puts %s to the group %s", (type, group) => {
  expect(readKind(type).group).toBe(group);
});
