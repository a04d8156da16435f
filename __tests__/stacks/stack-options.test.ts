import { Testing } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { PatternProps } from "../../stacks/stack-props";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import { EVERY_STACK, FUNCTION_ARN, KMS_KEY_ARN } from "./every-option";
import cases from "./refused-stack-options.json";
import { findResource, listStatements } from "./synthesize-family";
import { findRoute, refer, synthesizeOptions, workflow } from "./synthesize-options";
import { createProject, listResources } from "./synthesize-stack";

describe("authorization", () => {
  it("asks callers to sign, at a $connect of its own", () => {
    const terraform = synthesizeOptions({ authorization: "AWS_IAM" });
    expect(findRoute(terraform, "$connect")).toMatchObject({ authorization_type: "AWS_IAM" });
    expect(findRoute(terraform, "$default")).toMatchObject({ authorization_type: "NONE" });
    expect(listResources(terraform, "aws_apigatewayv2_integration")).toContainEqual(
      expect.objectContaining({ integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } }),
    );
  });

  it("asks a Lambda function, as a role that may call that one function", () => {
    const terraform = synthesizeOptions({ authorization: { functionArn: FUNCTION_ARN } });
    expect(findResource(terraform, "aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_type: "REQUEST",
      authorizer_uri: `arn:\${data.aws_partition.Partition.partition}:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`,
      identity_sources: ["route.request.querystring.token"],
    });
    expect(findRoute(terraform, "$connect")).toMatchObject({
      authorization_type: "CUSTOM",
      authorizer_id: refer(terraform, "aws_apigatewayv2_authorizer", "id"),
    });
    expect(listStatements(terraform)).toContainEqual({
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: FUNCTION_ARN,
    });
  });

  it("warns that browsers close a connection whose subprotocol is asked for and nobody answers", () => {
    const warnings = (header: string, routes: PatternProps["routes"]) => {
      const authorization = { functionArn: FUNCTION_ARN, identitySources: [`route.request.header.${header}`] };
      const root = createProject({});
      const stack = new ApigwWebsocketApiSfnSync(Testing.app(), "demo", { root, authorization, routes });
      return stack.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
    };
    const only = { $default: { mock: "{}" } };
    expect(warnings("Sec-WebSocket-Protocol", only)).toContain(
      "route '$connect': browsers close a connection whose subprotocol nobody chooses, got the identity source 'route.request.header.Sec-WebSocket-Protocol'; give $connect a lambda or http that answers with the header Sec-WebSocket-Protocol",
    );
    const answered = { ...only, $connect: { lambda: FUNCTION_ARN } };
    for (const others of [warnings("Authorization", only), warnings("Sec-WebSocket-Protocol", answered)])
      expect(others.join("\n")).not.toContain("subprotocol");
  });

  it("redeploys with the authorizer", () => {
    const triggers = (identitySources: readonly string[]) =>
      findResource(
        synthesizeOptions({ authorization: { functionArn: FUNCTION_ARN, identitySources } }),
        "aws_apigatewayv2_deployment",
      )["triggers"];
    expect(triggers(["route.request.header.A"])).not.toEqual(triggers(["route.request.header.B"]));
  });

  it("asks for an API key of the stage's usage plan", () => {
    const terraform = synthesizeOptions({ apiKeys: { names: ["acme", "globex"] } });
    expect(findRoute(terraform, "$connect")).toMatchObject({ api_key_required: true, authorization_type: "NONE" });
    expect(listResources(terraform, "aws_api_gateway_api_key").map(({ name }) => name)).toEqual([
      "demo-api-us-east-1-acme",
      "demo-api-us-east-1-globex",
    ]);
    expect(findResource(terraform, "aws_api_gateway_usage_plan")["api_stages"]).toEqual([
      {
        api_id: refer(terraform, "aws_apigatewayv2_stage", "api_id"),
        stage: refer(terraform, "aws_apigatewayv2_stage", "name"),
      },
    ]);
  });
});

it("bounds what a client may connect in all, and takes its key from the authorizer", () => {
  const terraform = synthesizeOptions({
    apiKeys: { names: ["acme"], quota: { limit: 1000, period: "DAY" }, source: "authorizer" },
    authorization: { functionArn: FUNCTION_ARN },
  });
  expect(findResource(terraform, "aws_api_gateway_usage_plan")["quota_settings"]).toEqual({
    limit: 1000,
    period: "DAY",
  });
  expect(findResource(terraform, "aws_apigatewayv2_api")).toMatchObject({
    api_key_selection_expression: "$context.authorizer.usageIdentifierKey",
  });
  expect(findRoute(terraform, "$connect")).toMatchObject({ api_key_required: true, authorization_type: "CUSTOM" });
});

describe("customDomain", () => {
  const customDomain = {
    domainName: "chat.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
    hostedZoneId: "Z0123456789ABCDEFGHIJ",
  };

  it("leads a domain to the stage, closes the default endpoint, and puts the domain out", () => {
    const terraform = synthesizeOptions({ customDomain });
    expect(findResource(terraform, "aws_apigatewayv2_api")).toMatchObject({ disable_execute_api_endpoint: true });
    expect(findResource(terraform, "aws_apigatewayv2_domain_name")).toMatchObject({
      domain_name: "chat.example.com",
      domain_name_configuration: { endpoint_type: "REGIONAL", security_policy: "TLS_1_2" },
    });
    expect(findResource(terraform, "aws_route53_record")).toMatchObject({
      zone_id: "Z0123456789ABCDEFGHIJ",
      name: "chat.example.com",
      type: "A",
    });
    expect(terraform.output["ApiEndpoint"]?.value).toBe("wss://chat.example.com");
  });

  it("keeps the default endpoint for a workflow that posts to connections, since Step Functions takes no other", () => {
    const routes = { $default: { workflow, execution: "async" } } as const;
    const terraform = synthesizeOptions({ customDomain: { ...customDomain, mappingKey: "v1" }, routes });
    expect(findResource(terraform, "aws_apigatewayv2_api")).not.toHaveProperty("disable_execute_api_endpoint");
    expect(terraform.output["ApiEndpoint"]?.value).toBe("wss://chat.example.com/v1");
  });
});

describe("kmsKeyArn", () => {
  const terraform = synthesizeOptions({ kmsKeyArn: KMS_KEY_ARN, connectionTable: true });

  it("encrypts the state machine, the log groups and the table", () => {
    expect(findResource(terraform, "aws_sfn_state_machine")["encryption_configuration"]).toEqual({
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kms_key_id: KMS_KEY_ARN,
      kms_data_key_reuse_period_seconds: 900,
    });
    expect(listResources(terraform, "aws_cloudwatch_log_group").map(({ kms_key_id: key }) => key)).toEqual([
      KMS_KEY_ARN,
    ]);
    expect(findResource(terraform, "aws_dynamodb_table")["server_side_encryption"]).toEqual({
      enabled: true,
      kms_key_arn: KMS_KEY_ARN,
    });
  });

  it("lets each role use the key through its one service only", () => {
    const conditions = listStatements(terraform)
      .filter(({ Resource }) => Resource === KMS_KEY_ARN)
      .map(({ Condition }) => JSON.stringify(Condition));
    expect(conditions.sort()).toEqual([
      expect.stringMatching(/^\{"StringEquals":\{"kms:EncryptionContext:SourceArn":"arn:.*:logs:us-east-1:.*:\*"\}\}$/),
      expect.stringMatching(
        /^\{"StringEquals":\{"kms:EncryptionContext:aws:states:stateMachineArn":"arn:.*:stateMachine:demo-api-us-east-1-default"\}\}$/,
      ),
      '{"StringLike":{"kms:ViaService":"dynamodb.us-east-1.amazonaws.*"}}',
      '{"StringLike":{"kms:ViaService":"dynamodb.us-east-1.amazonaws.*"}}',
      '{"StringLike":{"kms:ViaService":"states.us-east-1.amazonaws.*"}}',
    ]);
  });
});

it("says of each route what the stack says of all, the connection table's too, unless the route says otherwise", () => {
  const throttle = { rateLimit: 5, burstLimit: 2 };
  const terraform = synthesizeOptions({
    ...{ connectionTable: true, throttle, executionLogLevel: "ERROR", detailedMetrics: true, hasCloudWatchRole: true },
    routes: {
      $default: { workflow },
      loud: { workflow, executionLogLevel: "INFO", throttle: { rateLimit: 9, burstLimit: 9 } },
      quiet: { workflow, executionLogLevel: "OFF", detailedMetrics: false },
    },
  });
  const settings = findResource(terraform, "aws_apigatewayv2_stage")["route_settings"] as Record<string, unknown>[];
  const shown = settings.map((each) => [
    each["route_key"],
    each["logging_level"],
    each["detailed_metrics_enabled"],
    each["throttling_rate_limit"],
    each["throttling_burst_limit"],
  ]);
  expect(shown).toEqual([
    ["$default", "ERROR", true, 5, 2],
    ["loud", "INFO", true, 9, 9],
    ["quiet", "OFF", false, 5, 2],
    ["$connect", "ERROR", true, 5, 2],
    ["$disconnect", "ERROR", true, 5, 2],
  ]);
});

it("keeps connections in a table that is there already, as roles that may write to that one, by its own key", () => {
  const arn = "arn:aws:dynamodb:us-east-1:123456789012:table/chat";
  const terraform = synthesizeOptions({
    connectionTable: { name: "chat", arn, kmsKeyArn: KMS_KEY_ARN },
    authorization: "AWS_IAM",
    routes: { $default: { mock: "{}" } },
  });
  expect(terraform.resource["aws_dynamodb_table"]).toBeUndefined();
  const key = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: KMS_KEY_ARN };
  const condition = { Condition: { StringLike: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.*" } } };
  expect(listStatements(terraform)).toEqual([
    { Effect: "Allow", Action: "dynamodb:PutItem", Resource: arn },
    { ...key, ...condition },
    { Effect: "Allow", Action: "dynamodb:DeleteItem", Resource: arn },
    { ...key, ...condition },
  ]);
  const templates = listResources(terraform, "aws_apigatewayv2_integration").map((each) => each["request_templates"]);
  expect(templates).toContainEqual({ $default: expect.stringContaining('"TableName": "chat"') as string });
  expect(terraform.output["ConnectionTableName"]?.value).toBe("chat");
  expect(findRoute(terraform, "$connect")).toMatchObject({ authorization_type: "AWS_IAM" });
});

it("gives the distribution a web ACL, a price class and aliases with their certificate", () => {
  const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/chat/1a2b";
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1a2b";
  const edge = { webAclArn, priceClass: "PriceClass_100", aliases: ["chat.example.com"], certificateArn } as const;
  const terraform = synthesizeOptions({ edge });
  expect(findResource(terraform, "aws_cloudfront_distribution")).toMatchObject({
    web_acl_id: webAclArn,
    price_class: "PriceClass_100",
    aliases: ["chat.example.com"],
    viewer_certificate: {
      acm_certificate_arn: certificateArn,
      ssl_support_method: "sni-only",
      minimum_protocol_version: "TLSv1.2_2021",
    },
  });
  expect(terraform.output["EdgeEndpoint"]?.value).toBe("wss://chat.example.com");
});

it("bounds every role and puts it into the path", () => {
  const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
  const terraform = synthesizeOptions({
    ...{ permissionsBoundary, rolePath: "/chat/", connectionTable: true },
    authorization: { functionArn: FUNCTION_ARN },
    routes: { $default: { workflow }, echo: { lambda: FUNCTION_ARN } },
  });
  const roles = listResources(terraform, "aws_iam_role");
  expect(roles.length).toBeGreaterThan(4);
  for (const role of roles) expect(role).toMatchObject({ path: "/chat/", permissions_boundary: permissionsBoundary });
});

it("tags everything that takes tags, through the provider", () => {
  for (const { json } of EVERY_STACK.filter(({ name }) => ["every-route", "apigw-ws-integrations"].includes(name))) {
    expect(json.provider.aws).toEqual([
      { region: "us-east-1", default_tags: [{ tags: { team: "quotes", cost: "47 11" } }] },
    ]);
  }
});

it.each(cases)("rejects $name", ({ props, problems }) => {
  const build = () => synthesizeOptions(props as PatternProps);
  expect(build).toThrow(SynthesisError);
  expect(build).toThrow(new Error(problems.join("\n")));
});
