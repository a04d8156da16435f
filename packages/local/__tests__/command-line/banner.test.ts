import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Aws, createAws } from "../../account/aws";
import { createBanner, isLoopback } from "../../command-line/banner";
import { loadStack } from "../../terraform/load-stacks";
import { configuration, type TestApi, trust } from "../configuration";
import { createVirtualClock } from "../virtual-clock";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const certificate = { certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/c" };
const mapping = (key?: string): JsonObject => ({
  api_id: "${aws_apigatewayv2_api.main.id}",
  domain_name: "${aws_apigatewayv2_domain_name.chat.id}",
  stage: "${aws_apigatewayv2_stage.main.name}",
  ...(key !== undefined && { api_mapping_key: key }),
});
const DOMAIN: TestApi["resource"] = {
  aws_apigatewayv2_domain_name: { chat: { domain_name: "chat.example.com", domain_name_configuration: certificate } },
  aws_apigatewayv2_api_mapping: { root: mapping(), rooms: mapping("rooms") },
};

function print(api: Partial<TestApi>, isEmpty = false): string {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const stack = configuration({ routes: { $default: { integration: MOCK } }, ...api });
  loadStack({ name: "stack", file: "main.tf.json", configuration: stack }, aws);
  return printOf(aws, isEmpty);
}

function printOf(aws: Aws, isEmpty = false): string {
  let printed = "";
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  createBanner({ isEmpty, speed: 1 }).start(aws, 4566);
  write.mockRestore();
  return printed;
}

describe("the banner of an API with a custom domain name", () => {
  it("shows how to call each of its mappings", () => {
    expect(print({ resource: DOMAIN })).toBe(
      [
        "test: ws://127.0.0.1:4566/api",
        "  $default  MOCK",
        "  try  npx wscat -c ws://127.0.0.1:4566/api",
        "  try  npx wscat -c ws://127.0.0.1:4566 --host chat.example.com",
        "  try  npx wscat -c ws://127.0.0.1:4566/rooms --host chat.example.com",
        "console: http://127.0.0.1:4566/_console/",
        "Ctrl-C stops",
        "",
      ].join("\n"),
    );
  });

  it("shows no address that the API disables", () => {
    const api = { disable_execute_api_endpoint: true };
    expect(print({ api, resource: DOMAIN })).not.toContain("4566/api");
    expect(print({ api })).toBe(
      [
        "test: no address: its default endpoint is disabled, and no API mapping has the stage",
        "  $default  MOCK",
        "console: http://127.0.0.1:4566/_console/",
        "Ctrl-C stops",
        "",
      ].join("\n"),
    );
  });
});

describe("the banner of routes and stages", () => {
  const proxy = (integration_uri: string): JsonObject => ({
    integration: { integration_type: "AWS_PROXY", integration_uri },
  });
  const fn = "arn:aws:lambda:us-east-1:123456789012:function:chat";

  it("names a function, with its alias, and an action, each without what is the same for all", () => {
    const path = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions";
    const put: JsonObject = {
      integration_type: "AWS",
      integration_method: "POST",
      integration_uri: "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
      credentials_arn: "arn:aws:iam::123456789012:role/r",
    };
    const routes = {
      $default: proxy(`${path}/${fn}/invocations`),
      live: proxy(`${path}/${fn}:live/invocations`),
      put: { integration: put },
    };
    expect(print({ routes })).toContain(
      "test: ws://127.0.0.1:4566/api\n  $default  chat\n  live      chat:live\n  put       dynamodb:action/PutItem\n",
    );
  });

  it("tells what an authorizer asks clients for", () => {
    const routes = {
      $connect: {
        integration: MOCK,
        route: { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" },
      },
    };
    const guard = {
      api_id: "${aws_apigatewayv2_api.main.id}",
      authorizer_type: "REQUEST",
      authorizer_uri: fn,
      identity_sources: ["route.request.querystring.token", "route.request.header.Origin"],
      name: "guard",
    };
    expect(print({ routes, resource: { aws_apigatewayv2_authorizer: { guard } } })).toContain(
      "\n  authorizer 'guard' asks for route.request.querystring.token, route.request.header.Origin\n  try  npx wscat",
    );
  });

  it("lists routes as people count, whatever the order of the configuration", () => {
    const integration = { integration: MOCK };
    const routes = { room10: integration, room2: integration, $default: integration, $connect: integration };
    expect(print({ routes })).toContain(
      "test: ws://127.0.0.1:4566/api\n  $connect  MOCK\n  $default  MOCK\n  room2     MOCK\n  room10    MOCK\n",
    );
  });

  it("names workflows where there is no API", () => {
    const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
    const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Succeed" } } });
    const role = { name: "r", assume_role_policy: trust("states.amazonaws.com") };
    const machine = { name: "orders", definition, role_arn: "${aws_iam_role.r.arn}", type: "EXPRESS" };
    const resource = { aws_iam_role: { r: role }, aws_sfn_state_machine: { m: machine } };
    loadStack({ name: "stack", file: "main.tf.json", configuration: { resource } }, aws);
    expect(printOf(aws)).toBe(
      "no stage to serve, which is an aws_apigatewayv2_stage; the console runs what there is:\n  orders\nconsole: http://127.0.0.1:4566/_console/\nCtrl-C stops\n",
    );
  });

  it("says that a stage which is there has no deployment", () => {
    const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
    const { apigateway } = aws.region("us-east-1");
    apigateway.createApi({ apiId: "a", name: "chat", protocolType: "WEBSOCKET", routeSelectionExpression: "x" });
    apigateway.createStage("a", { stageName: "dev" });
    apigateway.createStage("a", { stageName: "auto", autoDeploy: true });
    expect(printOf(aws)).toBe(
      "no stage to serve: chat/dev has no deployment; make one, or set auto_deploy = true, chat/auto has no route to deploy\nconsole: http://127.0.0.1:4566/_console/\nCtrl-C stops\n",
    );
  });
});

describe("the banner of a distribution", () => {
  const distribution = (more: JsonObject = {}, behavior: JsonObject = {}): JsonObject => ({
    enabled: true,
    origin: { origin_id: "api", domain_name: "a.example.com", origin_path: "/api" },
    default_cache_behavior: { target_origin_id: "api", ...behavior },
    ...more,
  });
  const named = (resource: TestApi["resource"]) => print({ resource }).replaceAll(/\bE[A-Z0-9]{13}\b/g, "ID");

  it("shows where it sends requests and what it runs before", () => {
    const code = { name: "move-uri", runtime: "cloudfront-js-2.0", code: "" };
    const association = { event_type: "viewer-request", function_arn: "${aws_cloudfront_function.f.arn}" };
    const main = distribution({ comment: "chat" }, { function_association: association });
    const resource = { aws_cloudfront_function: { f: code }, aws_cloudfront_distribution: { main } };
    expect(named(resource)).toBe(
      [
        "test: ws://127.0.0.1:4566/api",
        "  $default  MOCK",
        "  try  npx wscat -c ws://127.0.0.1:4566/api",
        "",
        "chat: ws://127.0.0.1:4566/ID",
        "  origin    a.example.com/api",
        "  function  move-uri",
        "  try  npx wscat -c ws://127.0.0.1:4566/ID",
        "console: http://127.0.0.1:4566/_console/",
        "Ctrl-C stops",
        "",
      ].join("\n"),
    );
  });

  it("names one without a comment by its id", () => {
    expect(named({ aws_cloudfront_distribution: { main: distribution() } })).toContain(
      "\nID: ws://127.0.0.1:4566/ID\n  origin    a.example.com/api\n  try  npx wscat -c ws://127.0.0.1:4566/ID\n",
    );
  });
});

describe("the banner of API keys", () => {
  const keys = { acme: { name: "acme" }, globex: { name: "globex", value: "globex-0123456789abcdefghij" } };
  const api = { resource: { aws_api_gateway_api_key: keys } };

  it("shows each key below the stages, as wscat takes it", () => {
    expect(print(api)).toMatch(
      /wscat -c ws:\/\/127\.0\.0\.1:4566\/api\n\nAPI key acme: -H x-api-key:[0-9a-f]{40}\nAPI key globex: -H x-api-key:globex-0123456789abcdefghij\n/,
    );
  });

  it("shows none that were made at the AWS endpoint", () => {
    expect(print(api, true)).not.toContain("x-api-key");
  });
});

it.each([
  ["127.0.0.1", true],
  ["127.0.0.2", true],
  ["::1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.2", false],
])("knows whether no other machine reaches %s: %s", (host, isOwn) => expect(isLoopback(host)).toBe(isOwn));
