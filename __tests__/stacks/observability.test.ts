import { Testing } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import { ACCESS_LOG_FORMAT } from "@sfn-websocket/constructs/api/access-log";
import type { PatternProps } from "../../stacks/stack-props";
import { findResource } from "./synthesize-family";
import { FILES, refer, synthesizeOptions, workflow } from "./synthesize-options";
import { createProject, listResources } from "./synthesize-stack";

describe("logs", () => {
  it("writes a JSON object on one line for each event, to a log group with a retention", () => {
    const terraform = synthesizeOptions({ accessLog: true, logRetentionInDays: 7 });
    expect(findResource(terraform, "aws_apigatewayv2_stage")["access_log_settings"]).toMatchObject({
      format: ACCESS_LOG_FORMAT,
    });
    expect(Object.values(JSON.parse(ACCESS_LOG_FORMAT) as object)).toContain("$context.requestId");
    // Values that repeat what a client sent, or come with quotes only where there is an error.
    expect(ACCESS_LOG_FORMAT).not.toMatch(/identity\.userAgent|error\.message/);
    expect(ACCESS_LOG_FORMAT).not.toContain("\n");
    expect(listResources(terraform, "aws_cloudwatch_log_group")).toContainEqual(
      expect.objectContaining({ name: "/aws/apigateway/demo-api-us-east-1/access", retention_in_days: 7 }),
    );
  });

  it("warns that AWS refuses a log where nothing says that the account has a role for it", () => {
    const warnings = (props: PatternProps) => {
      const stack = new ApigwWebsocketApiSfnSync(Testing.app(), "demo", { root: createProject(FILES), ...props });
      return stack.node
        .findAll()
        .flatMap(({ node }) => node.metadata)
        .filter(({ type }) => type === "@cdktf/warn")
        .map(({ data }) => data as unknown);
    };
    const routes = { $default: { workflow, executionLogLevel: "INFO" } } as const;
    expect(warnings({ accessLog: true, routes })).toEqual([
      "stage 'api': AWS refuses its access log and execution log of '$default' unless the account's API Gateway settings name a CloudWatch Logs role, got no hasCloudWatchRole; set it to true where there is one, or deploy the stack api-gateway-account before",
    ]);
    expect(warnings({ accessLog: true, routes, hasCloudWatchRole: true })).toEqual([]);
    expect(warnings({})).toEqual([]);
  });

  it("makes no group and names none for a workflow that logs nothing", () => {
    const terraform = synthesizeOptions({ routes: { $default: { workflow, logLevel: "OFF" } } });
    expect(terraform.resource["aws_cloudwatch_log_group"]).toBeUndefined();
    expect(findResource(terraform, "aws_sfn_state_machine")["logging_configuration"]).toEqual({
      include_execution_data: false,
      level: "OFF",
    });
  });

  it("makes the execution log's group before API Gateway would make one without a retention", () => {
    const terraform = synthesizeOptions({ routes: { $default: { workflow, executionLogLevel: "INFO" } } });
    const groups = listResources(terraform, "aws_cloudwatch_log_group").map(({ name }) => name);
    expect(groups).toContain(`/aws/apigateway/${refer(terraform, "aws_apigatewayv2_api", "id")}/api`);
    expect(String(findResource(terraform, "aws_apigatewayv2_stage")["depends_on"])).toContain(
      "aws_cloudwatch_log_group",
    );
  });
});

describe("alarms and dashboard", () => {
  it("draws connections only of an API that is told of them, throttles only of a Standard workflow, and no latency of mocks", () => {
    const body = (props: PatternProps) =>
      String(
        findResource(synthesizeOptions({ dashboard: true, ...props }), "aws_cloudwatch_dashboard")["dashboard_body"],
      );
    const names = ["ConnectCount", "ExecutionThrottled", "IntegrationLatency"];
    const drawn = (props: PatternProps) => names.filter((name) => body(props).includes(name));
    expect(drawn({ routes: { $default: { workflow } } })).toEqual(["IntegrationLatency"]);
    expect(drawn({ routes: { $default: { workflow, execution: "async" } }, connectionTable: true })).toEqual(names);
    expect(drawn({ routes: { $default: { mock: "{}" } } })).toEqual([]);
  });

  const topic = "arn:aws:sns:us-east-1:123456789012:alarms";
  const terraform = synthesizeOptions({
    alarms: true,
    alarmTopicArn: topic,
    dashboard: true,
    routes: { $default: { workflow, timeoutMilliseconds: 10_000 }, later: { workflow, execution: "async" } },
  });
  const alarms = listResources(terraform, "aws_cloudwatch_metric_alarm");

  /** Terraform's references by what they refer to: `${aws_sfn_state_machine.x.arn}` as `aws_sfn_state_machine.arn`. */
  const nameReferences = <T extends object>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(/\$\{(\w+)\.[\w-]+\.(\w+)\}/g, "$1.$2"));

  interface Metric {
    readonly namespace: string;
    readonly metric_name: string;
    readonly dimensions: object;
    readonly stat?: string;
  }

  /** The metrics that an alarm looks at, each with its statistic and what it is of. */
  const listMetrics = (alarm: (typeof alarms)[number]) => {
    const queries = (alarm.metric_query ?? [{ metric: alarm }]) as readonly { readonly metric?: Metric }[];
    return queries.flatMap(({ metric }) => {
      if (metric === undefined) return [];
      const { namespace, metric_name: name, dimensions, stat = alarm.statistic ?? alarm.extended_statistic } = metric;
      return [[namespace, name, stat, nameReferences(dimensions)]];
    });
  };

  /** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html */
  const ofApi = (metric: string, stat = "Sum") => [
    "AWS/ApiGateway",
    metric,
    stat,
    { ApiId: "aws_apigatewayv2_api.id", Stage: "aws_apigatewayv2_stage.name" },
  ];
  /** @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
  const ofWorkflow = (metric: string, stat = "Sum") => [
    "AWS/States",
    metric,
    stat,
    { StateMachineArn: "aws_sfn_state_machine.arn" },
  ];

  it("watches the API's errors, each workflow's failures and timeouts, and what of a Standard one is throttled", () => {
    const watched = alarms.map((alarm) => [
      String(alarm.alarm_name).replace("demo-api-us-east-1-", ""),
      listMetrics(alarm),
    ]);
    expect(Object.fromEntries(watched)).toEqual({
      ClientError: [ofApi("ClientError")],
      ExecutionError: [ofApi("ExecutionError")],
      FailingCalls: [ofApi("IntegrationError"), ofApi("ExecutionError"), ofApi("IntegrationLatency", "SampleCount")],
      IntegrationError: [ofApi("IntegrationError")],
      "default-ExecutionTime": [ofWorkflow("ExecutionTime", "p99")],
      "default-ExecutionsFailed": [ofWorkflow("ExecutionsFailed")],
      "default-ExecutionsTimedOut": [ofWorkflow("ExecutionsTimedOut")],
      "later-ExecutionThrottled": [ofWorkflow("ExecutionThrottled")],
      "later-ExecutionsFailed": [ofWorkflow("ExecutionsFailed")],
      "later-ExecutionsTimedOut": [ofWorkflow("ExecutionsTimedOut")],
    });
    const periods = alarms.flatMap(({ period, metric_query: queries = [{ metric: { period } }] }) =>
      (queries as readonly { readonly metric?: { readonly period: unknown } }[]).map(
        ({ metric }) => metric?.period ?? 60,
      ),
    );
    expect(new Set(periods)).toEqual(new Set([60]));
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
    const { widgets } = nameReferences<{
      widgets: { x: number; y: number; properties: { title: string; stat: string; metrics: unknown[][] } }[];
    }>(JSON.parse(String(body)));
    expect(widgets.map(({ x, y, properties }) => [x, y, properties.title])).toEqual([
      [0, 0, "Messages in both directions"],
      [12, 0, "Errors"],
      [0, 6, "Integration latency (ms)"],
      [12, 6, "$default: executions"],
      [0, 12, "$default: execution time (ms)"],
      [12, 12, "later: executions"],
      [0, 18, "later: execution time (ms)"],
    ]);
    const api = (name: string, options = {}) => [
      ...["AWS/ApiGateway", name, "ApiId", "aws_apigatewayv2_api.id", "Stage", "aws_apigatewayv2_stage.name"],
      options,
    ];
    const states = (name: string, options = {}) => [
      ...["AWS/States", name, "StateMachineArn", "aws_sfn_state_machine.arn"],
      options,
    ];
    const counts = ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"];
    const percentiles = ["p50", "p99"].map((stat) => ({ stat, label: stat }));
    expect(widgets.map(({ properties: { stat, metrics } }) => [stat, metrics])).toEqual([
      ["Sum", [api("MessageCount")]],
      ["Sum", ["ClientError", "IntegrationError", "ExecutionError"].map((name) => api(name))],
      ["p50", percentiles.map((options) => api("IntegrationLatency", options))],
      ["Sum", counts.map((name) => states(name))],
      ["p50", percentiles.map((options) => states("ExecutionTime", options))],
      ["Sum", [...counts, "ExecutionThrottled"].map((name) => states(name))],
      ["p50", percentiles.map((options) => states("ExecutionTime", options))],
    ]);
    for (const { properties } of widgets)
      expect(properties).toMatchObject({ region: "us-east-1", period: 60, view: "timeSeries" });
  });
});
