import { Testing } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { PatternProps } from "../../stacks/stack-props";
import { ACCESS_LOG_FORMAT } from "../../stacks/access-log";
import { SynthesisError } from "../../stacks/synthesis-error";
import { EVERY_STACK, FUNCTION_ARN, KMS_KEY_ARN, QUOTE_SCHEMA } from "./every-option";
import cases from "./refused-stack-options.json";
import { countResources, findResource, listStatements, synthesizeFamily } from "./synthesize-family";
import { createProject, listResources, type Terraform } from "./synthesize-stack";

const PASS = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
const workflow = "workflows/pass.asl.json";
const FILES = { [workflow]: PASS, "models/quote.schema.json": QUOTE_SCHEMA };

const synthesize = (props: PatternProps = {}): Terraform =>
  synthesizeFamily((app, root) => new ApigwWebsocketApiSfnSync(app, "demo", { root, ...props }), FILES);
const findRoute = (terraform: Terraform, routeKey: string) =>
  listResources(terraform, "aws_apigatewayv2_route").find((route) => route["route_key"] === routeKey);
/** The references to resources of a type that a text holds. */
const refer = (terraform: Terraform, type: string, attribute: string) =>
  `\${${type}.${Object.keys(terraform.resource[type] ?? {})[0]}.${attribute}}`;

describe("authorization", () => {
  it("asks callers to sign, at a $connect of its own", () => {
    const terraform = synthesize({ authorization: "AWS_IAM" });
    expect(findRoute(terraform, "$connect")).toMatchObject({ authorization_type: "AWS_IAM" });
    expect(findRoute(terraform, "$default")).toMatchObject({ authorization_type: "NONE" });
    expect(listResources(terraform, "aws_apigatewayv2_integration")).toContainEqual(
      expect.objectContaining({ integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } }),
    );
  });

  it("asks a Lambda function, as a role that may call that one function", () => {
    const terraform = synthesize({ authorization: { functionArn: FUNCTION_ARN } });
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

  it("redeploys with the authorizer", () => {
    const triggers = (identitySources: readonly string[]) =>
      findResource(
        synthesize({ authorization: { functionArn: FUNCTION_ARN, identitySources } }),
        "aws_apigatewayv2_deployment",
      )["triggers"];
    expect(triggers(["route.request.header.A"])).not.toEqual(triggers(["route.request.header.B"]));
  });

  it("asks for an API key of the stage's usage plan", () => {
    const terraform = synthesize({ apiKeys: { names: ["acme", "globex"] } });
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

describe("customDomain", () => {
  const customDomain = {
    domainName: "chat.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
    hostedZoneId: "Z0123456789ABCDEFGHIJ",
  };

  it("leads a domain to the stage, closes the default endpoint, and puts the domain out", () => {
    const terraform = synthesize({ customDomain });
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
    const terraform = synthesize({ customDomain: { ...customDomain, mappingKey: "v1" }, routes });
    expect(findResource(terraform, "aws_apigatewayv2_api")).not.toHaveProperty("disable_execute_api_endpoint");
    expect(terraform.output["ApiEndpoint"]?.value).toBe("wss://chat.example.com/v1");
  });
});

describe("logs", () => {
  it("writes a JSON object on one line for each event, to a log group with a retention", () => {
    const terraform = synthesize({ accessLog: true, logRetentionInDays: 7 });
    expect(findResource(terraform, "aws_apigatewayv2_stage")["access_log_settings"]).toMatchObject({
      format: ACCESS_LOG_FORMAT,
    });
    expect(Object.values(JSON.parse(ACCESS_LOG_FORMAT) as object)).toContain("$context.requestId");
    expect(ACCESS_LOG_FORMAT).not.toContain("\n");
    expect(listResources(terraform, "aws_cloudwatch_log_group")).toContainEqual(
      expect.objectContaining({ name: "/aws/apigateway/demo-api-us-east-1/access", retention_in_days: 7 }),
    );
  });

  it("warns that AWS refuses a log where nothing says that the account has a role for it", () => {
    const warnings = (props: PatternProps) => {
      const stack = new ApigwWebsocketApiSfnSync(Testing.app(), "demo", { root: createProject(FILES), ...props });
      return stack.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data as unknown);
    };
    const routes = { $default: { workflow, executionLogLevel: "INFO" } } as const;
    expect(warnings({ accessLog: true, routes })).toEqual([
      "stage 'api': AWS refuses its access log and execution log of '$default' unless the account's API Gateway settings name a CloudWatch Logs role, got no hasCloudWatchRole; set it to true where there is one, or deploy the stack api-gateway-account before",
    ]);
    expect(warnings({ accessLog: true, routes, hasCloudWatchRole: true })).toEqual([]);
    expect(warnings({})).toEqual([]);
  });

  it("makes the execution log's group before API Gateway would make one without a retention", () => {
    const terraform = synthesize({ routes: { $default: { workflow, executionLogLevel: "INFO" } } });
    const groups = listResources(terraform, "aws_cloudwatch_log_group").map(({ name }) => name);
    expect(groups).toContain(`/aws/apigateway/${refer(terraform, "aws_apigatewayv2_api", "id")}/api`);
    expect(String(findResource(terraform, "aws_apigatewayv2_stage")["depends_on"])).toContain(
      "aws_cloudwatch_log_group",
    );
  });
});

describe("kmsKeyArn", () => {
  const terraform = synthesize({ kmsKeyArn: KMS_KEY_ARN, connectionTable: true });

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
      '{"StringEquals":{"kms:ViaService":"dynamodb.us-east-1.amazonaws.com"}}',
      '{"StringEquals":{"kms:ViaService":"dynamodb.us-east-1.amazonaws.com"}}',
      '{"StringEquals":{"kms:ViaService":"states.us-east-1.amazonaws.com"}}',
    ]);
  });
});

describe("delivery", () => {
  const weights = (delivery: object) => {
    const terraform = synthesize({ routes: { $default: { workflow, delivery } } });
    const machine = refer(terraform, "aws_sfn_state_machine", "arn");
    const alias = findResource(terraform, "aws_sfn_alias");
    return (alias["routing_configuration"] as { state_machine_version_arn: string; weight: number }[]).map(
      ({ state_machine_version_arn: version, weight }) => [version.replace(machine, "machine"), weight],
    );
  };
  const latest = expect.stringMatching(/^\$\{aws_sfn_state_machine\.\w+\.state_machine_version_arn\}$/);

  it.each([
    { delivery: {}, expected: [[latest, 100]] },
    {
      delivery: { stableVersion: 3, latestWeight: 10 },
      expected: [
        ["machine:3", 90],
        [latest, 10],
      ],
    },
    { delivery: { stableVersion: 3, latestWeight: 100 }, expected: [[latest, 100]] },
    { delivery: { stableVersion: 3 }, expected: [["machine:3", 100]] },
  ])("shares the messages of $delivery", ({ delivery, expected }) => {
    expect(weights(delivery)).toEqual(expected);
  });

  it("publishes each definition and calls the workflow by its alias", () => {
    const terraform = synthesize({ routes: { $default: { workflow, delivery: {} } } });
    expect(findResource(terraform, "aws_sfn_state_machine")["publish"]).toBe(true);
    const templates = JSON.stringify(findResource(terraform, "aws_apigatewayv2_integration")["request_templates"]);
    expect(templates).toContain(refer(terraform, "aws_sfn_alias", "arn"));
    expect(listStatements(terraform)).toContainEqual(
      expect.objectContaining({
        Action: "states:StartSyncExecution",
        Resource: refer(terraform, "aws_sfn_state_machine", "arn"),
      }),
    );
  });
});

describe("alarms and dashboard", () => {
  const topic = "arn:aws:sns:us-east-1:123456789012:alarms";
  const terraform = synthesize({
    alarms: true,
    alarmTopicArn: topic,
    dashboard: true,
    routes: { $default: { workflow, timeoutMilliseconds: 10_000 }, later: { workflow, execution: "async" } },
  });
  const alarms = listResources(terraform, "aws_cloudwatch_metric_alarm");

  it("watches the API's errors and each workflow's failures, timeouts and throttles", () => {
    expect(alarms.map(({ alarm_name: name }) => String(name).replace("demo-api-us-east-1-", "")).sort()).toEqual([
      "ExecutionError",
      "IntegrationError",
      "default-ExecutionThrottled",
      "default-ExecutionTime",
      "default-ExecutionsFailed",
      "default-ExecutionsTimedOut",
      "later-ExecutionThrottled",
      "later-ExecutionsFailed",
      "later-ExecutionsTimedOut",
    ]);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ alarm_actions: [topic], ok_actions: [topic], treat_missing_data: "notBreaching" });
    }
  });

  it("goes off where the slowest hundredth comes near the route's timeout", () => {
    expect(alarms.find(({ metric_name: metric }) => metric === "ExecutionTime")).toMatchObject({
      extended_statistic: "p99",
      threshold: 9_000,
      namespace: "AWS/States",
    });
  });

  it("draws the API and each workflow, two graphs side by side", () => {
    const { dashboard_body: body } = findResource(terraform, "aws_cloudwatch_dashboard");
    const { widgets } = JSON.parse(String(body)) as {
      widgets: { x: number; y: number; properties: { title: string } }[];
    };
    expect(widgets.map(({ x, y, properties }) => [x, y, properties.title])).toEqual([
      [0, 0, "Connections and messages"],
      [12, 0, "Errors"],
      [0, 6, "Integration latency (ms)"],
      [12, 6, "$default: executions"],
      [0, 12, "$default: execution time (ms)"],
      [12, 12, "later: executions"],
      [0, 18, "later: execution time (ms)"],
    ]);
  });
});

describe("routes", () => {
  it("validates a route's messages by its model, whose name is the route's alone", () => {
    const model = "models/quote.schema.json";
    const terraform = synthesize({ routes: { "a/b": { workflow, model }, "a-b": { workflow, model } } });
    const models = listResources(terraform, "aws_apigatewayv2_model");
    expect(new Set(models.map(({ name }) => name)).size).toBe(2);
    for (const { name, schema, content_type: type } of models) {
      expect([String(name), schema, type]).toEqual([
        expect.stringMatching(/^[A-Za-z0-9]+$/),
        QUOTE_SCHEMA,
        "application/json",
      ]);
    }
    expect(findRoute(terraform, "a/b")).toMatchObject({ model_selection_expression: "$default" });
  });

  it("answers a ping without a workflow, a role or a log group", () => {
    const terraform = synthesize({ routes: { ping: { mock: '{"type":"pong"}' } } });
    expect(countResources(terraform)).toEqual({
      aws_apigatewayv2_api: 1,
      aws_apigatewayv2_deployment: 1,
      aws_apigatewayv2_integration: 1,
      aws_apigatewayv2_integration_response: 1,
      aws_apigatewayv2_route: 1,
      aws_apigatewayv2_route_response: 1,
      aws_apigatewayv2_stage: 1,
    });
  });

  it("hands messages to a Lambda function, as a role that may call it", () => {
    const terraform = synthesize({ routes: { echo: { lambda: FUNCTION_ARN } } });
    expect(findResource(terraform, "aws_apigatewayv2_integration")).toMatchObject({
      integration_type: "AWS_PROXY",
      integration_uri: expect.stringContaining(`functions/${FUNCTION_ARN}/invocations`),
      credentials_arn: refer(terraform, "aws_iam_role", "arn"),
    });
    expect(countResources(terraform)).not.toHaveProperty("aws_apigatewayv2_integration_response");
  });
});

it("tags everything that takes tags, through the provider", () => {
  for (const { json } of EVERY_STACK.filter(({ name }) => ["every-route", "apigw-ws-integrations"].includes(name))) {
    expect(json.provider.aws).toEqual([
      { region: "us-east-1", default_tags: [{ tags: { team: "quotes", cost: "47 11" } }] },
    ]);
  }
});

it.each(cases)("rejects $name", ({ props, problems }) => {
  const build = () => synthesize(props as PatternProps);
  expect(build).toThrow(SynthesisError);
  expect(build).toThrow(new Error(problems.join("\n")));
});
