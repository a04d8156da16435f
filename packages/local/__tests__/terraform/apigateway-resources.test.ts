import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { describeUnlogged } from "../../terraform/check-logging";
import { loadStack } from "../../terraform/load-stacks";
import { configuration, PASS, type TestApi } from "../configuration";
import { createVirtualClock } from "../virtual-clock";

function load(api: Partial<TestApi>, output: JsonObject = {}) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const stack = configuration({ routes: { $default: { definition: PASS } }, ...api });
  const named = Object.entries(output).map(([name, value]) => [name, { value: value ?? null }]);
  const loaded = loadStack(
    { name: "stack", file: "main.tf.json", configuration: { ...stack, output: Object.fromEntries(named) } },
    aws,
  );
  return { ...aws.region("us-east-1"), aws, outputs: loaded.outputs };
}

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/c";
const STAGE = { api_id: "${aws_apigatewayv2_api.main.id}", stage: "${aws_apigatewayv2_stage.main.name}" };
const domain = (domain_name: string) => ({
  domain_name,
  domain_name_configuration: [{ certificate_arn: CERTIFICATE, endpoint_type: "REGIONAL", security_policy: "TLS_1_2" }],
});

describe("a custom domain name", () => {
  it("has the attributes that a DNS record needs", () => {
    const { outputs, apigateway } = load(
      { resource: { aws_apigatewayv2_domain_name: { a: domain("chat.a.com"), b: domain("chat.b.com") } } },
      {
        id: "${aws_apigatewayv2_domain_name.a.id}",
        arn: "${aws_apigatewayv2_domain_name.a.arn}",
        expression: "${aws_apigatewayv2_domain_name.a.api_mapping_selection_expression}",
        target: "${aws_apigatewayv2_domain_name.a.domain_name_configuration[0].target_domain_name}",
        other: "${aws_apigatewayv2_domain_name.b.domain_name_configuration[0].target_domain_name}",
        zone: "${aws_apigatewayv2_domain_name.a.domain_name_configuration[0].hosted_zone_id}",
      },
    );
    const target = /^d-[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/;
    expect(outputs).toEqual({
      id: "chat.a.com",
      arn: "arn:aws:apigateway:us-east-1::/domainnames/chat.a.com",
      expression: "$request.basepath",
      target: expect.stringMatching(target),
      other: expect.stringMatching(target),
      zone: "Z1UJRXOUMOOFQ8",
    });
    expect(outputs.target).not.toBe(outputs.other);
    expect(apigateway.domainNames.domainNames.get("chat.a.com")).toMatchObject({
      domainNameConfigurations: [{ apiGatewayDomainName: outputs.target, certificateArn: CERTIFICATE }],
    });
  });

  it("is mapped to a stage, whichever the configuration names first", () => {
    const mapping = { ...STAGE, domain_name: "${aws_apigatewayv2_domain_name.a.id}", api_mapping_key: "v1/orders" };
    const { apigateway } = load({
      resource: {
        aws_apigatewayv2_api_mapping: { a: { ...mapping, stage: "api" } },
        aws_apigatewayv2_domain_name: { a: domain("chat.a.com") },
      },
    });
    expect([...apigateway.domainNames.mappings.values()]).toEqual([
      {
        apiMappingId: expect.stringMatching(/^[a-z0-9]{10}$/),
        apiId: apigateway.apis()[0]?.apiId,
        domainName: "chat.a.com",
        stage: "api",
        apiMappingKey: "v1/orders",
      },
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      "a stage that is not there",
      { stage: "other" },
      "stack: aws_apigatewayv2_api_mapping.a: Invalid stage identifier specified",
    ],
    [
      "a domain name that is not there",
      { domain_name: "none" },
      "stack: aws_apigatewayv2_api_mapping.a: The domain name resource specified in the request was not found.",
    ],
    [
      "a key with a blank",
      { stage: "api", api_mapping_key: "a b" },
      "stack: aws_apigatewayv2_api_mapping.a: Invalid API mapping key specified",
    ],
    [
      "a key that is too long",
      { stage: "api", api_mapping_key: "a".repeat(301) },
      "stack: aws_apigatewayv2_api_mapping.a: Invalid API mapping key specified",
    ],
  ])("rejects a mapping to %s", (_, members, message) => {
    const a = { ...STAGE, domain_name: "${aws_apigatewayv2_domain_name.a.id}", ...members };
    const resource = {
      aws_apigatewayv2_api_mapping: { a },
      aws_apigatewayv2_domain_name: { a: domain("chat.a.com") },
    };
    expect(() => load({ resource })).toThrow(message);
  });
});

describe("the account's settings", () => {
  const account = { aws_api_gateway_account: { main: { cloudwatch_role_arn: "${aws_iam_role.main.arn}" } } };
  const LINE =
    "test/api: CloudWatch Logs role ARN must be set in account settings to enable logging: " +
    "on AWS the stage fails so where the account has none yet; declare an aws_api_gateway_account with a cloudwatch_role_arn";
  const LOG = { destination_arn: "arn:aws:logs:us-east-1:123456789012:log-group:a", format: "$context.requestId" };

  it("are those of the region, with AWS's attributes", () => {
    const { apigateway, outputs } = load(
      { resource: account },
      {
        burst: "${aws_api_gateway_account.main.throttle_settings[0].burst_limit}",
        id: "${aws_api_gateway_account.main.id}",
      },
    );
    expect(apigateway.account).toEqual({ cloudwatchRoleArn: "arn:aws:iam::123456789012:role/role" });
    expect(outputs).toEqual({ burst: 5_000, id: "api-gateway-account" });
  });

  it.each<[string, JsonObject]>([
    ["an access log", { access_log_settings: LOG }],
    ["a logging level", { default_route_settings: { logging_level: "INFO" } }],
    ["a route's logging level", { route_settings: [{ route_key: "$default", logging_level: "ERROR" }] }],
  ])("are missed by a stage with %s, in one line", (_, stage) => {
    expect(describeUnlogged(load({ stage }).aws)).toEqual([LINE]);
    expect(describeUnlogged(load({ stage, resource: account }).aws)).toEqual([]);
  });

  it("may be imported, which means nothing here", () => {
    const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
    const importing = { to: "aws_api_gateway_account.main", id: "api-gateway-account" };
    const resource = {
      aws_api_gateway_account: { main: { cloudwatch_role_arn: "arn:aws:iam::123456789012:role/logs" } },
    };
    const stack = { name: "stack", file: "main.tf.json", configuration: { import: [importing], resource } };
    loadStack(stack, aws);
    expect(aws.region("us-east-1").apigateway.account).toEqual({
      cloudwatchRoleArn: "arn:aws:iam::123456789012:role/logs",
    });
  });

  it("are not missed by a stage that logs nothing", () => {
    expect(describeUnlogged(load({ stage: { default_route_settings: { logging_level: "OFF" } } }).aws)).toEqual([]);
  });
});

it("keeps a usage plan's quota and throttles", () => {
  const plan = {
    name: "plan",
    api_stages: [{ ...STAGE, throttle: [{ path: "$connect", burst_limit: 1, rate_limit: 2 }] }],
    quota_settings: { limit: 20, offset: 2, period: "WEEK" },
    throttle_settings: { burst_limit: 5, rate_limit: 10 },
  };
  const { apiKeys, apigateway } = load({ resource: { aws_api_gateway_usage_plan: { plan } } });
  expect(apiKeys.usagePlans()).toEqual([
    {
      usagePlanId: expect.stringMatching(/^[a-z0-9]{10}$/),
      apiStages: [
        { apiId: apigateway.apis()[0]?.apiId, stage: "api", throttle: { $connect: { burstLimit: 1, rateLimit: 2 } } },
      ],
      quota: { limit: 20, offset: 2, period: "WEEK" },
      throttle: { burstLimit: 5, rateLimit: 10 },
    },
  ]);
});
