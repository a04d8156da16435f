import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { synthesizeRoutes } from "@sfn-websocket/constructs/api/synthesize-routes";
import { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
import { App, TerraformElement, TerraformStack } from "cdktf";
import { FILES, workflow } from "./synthesize-options";
import { createProject, type Terraform } from "./synthesize-stack";

const TYPES = ["route", "route_response", "integration", "integration_response"].map(
  (name) => `aws_apigatewayv2_${name}`,
);

/** Of the whole stack's JSON and of the routes' alone, what says how routes are answered. */
function synthesizeTwice(build: (stack: TerraformStack, api: WebSocketApi) => void = () => undefined) {
  const root = createProject(FILES);
  const stack = new TerraformStack(new App({ outdir: `${root}/cdktf.out`, stackTraces: false }), "shop");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const routes = { $default: { workflow }, later: { workflow }, fixed: { mock: "{}" } };
  const api = new WebSocketApi(stack, "Chat", { root, routes, connectionTable: true });
  build(stack, api);
  const pick = (terraform: unknown) => TYPES.map((type) => (terraform as Terraform).resource[type]);
  return { whole: pick(stack.toTerraform()), alone: pick(synthesizeRoutes(stack)) };
}

/** Writes Terraform JSON of its own, as an adopter's element may. */
class OwnElement extends TerraformElement {
  override toTerraform() {
    return {
      resource: { aws_apigatewayv2_route: { own: { route_key: "own", api_id: "${aws_apigatewayv2_api.x.id}" } } },
    };
  }
}

it.each<[string, (stack: TerraformStack, api: WebSocketApi) => void]>([
  ["as they are", () => undefined],
  ["with an override of a route", (_, api) => api.routes[0]?.route.addOverride("route_key", "other")],
  ["without a response", (_, api) => void api.routes[0]?.node.tryRemoveChild("RouteResponse")],
  ["with an element of one's own", (stack) => void new OwnElement(stack, "Own")],
  ["of a stack in the stack", (stack) => void new OwnElement(new TerraformStack(stack, "Inner"), "Own")],
  [
    "with an override of the stack's",
    (stack) => stack.addOverride("resource.aws_apigatewayv2_route.more", { route_key: "more" }),
  ],
])("the routes' resources %s are those of the whole stack", (_, build) => {
  const { whole, alone } = synthesizeTwice(build);
  expect(whole.map((named = {}) => Object.keys(named).length)).not.toContain(0);
  expect(alone).toEqual(whole);
});
