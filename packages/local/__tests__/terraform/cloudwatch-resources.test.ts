import { ACTIONS } from "../../cloudwatch/cloudwatch";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { loadStack } from "../../terraform/load-stacks";
import { createVirtualClock } from "../virtual-clock";

const ARN = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm";

function load(resource: JsonObject, output: JsonObject = {}) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const configuration = { provider: { aws: { region: "eu-west-1" } }, resource, output };
  const { outputs } = loadStack({ name: "stack", file: "main.tf.json", configuration }, aws);
  return { outputs, store: aws.region("eu-west-1").cloudwatch.store };
}

const describeAlarm = (attributes: JsonObject) => {
  const { store } = load({ aws_cloudwatch_metric_alarm: { main: { ...ALARM, ...attributes } } });
  const tags = ACTIONS.ListTagsForResource?.answer(store, { ResourceARN: `${ARN}:latency` });
  return { ...ACTIONS.DescribeAlarms?.answer(store, {}), ...tags };
};

const ALARM = {
  alarm_name: "latency",
  comparison_operator: "GreaterThanThreshold",
  evaluation_periods: 2,
  metric_name: "IntegrationLatency",
  namespace: "AWS/ApiGateway",
  period: 60,
  statistic: "Average",
};
const DESCRIBED = {
  AlarmName: "latency",
  AlarmArn: `${ARN}:latency`,
  ActionsEnabled: true,
  AlarmActions: [],
  OKActions: [],
  InsufficientDataActions: [],
  Dimensions: [],
  StateValue: "INSUFFICIENT_DATA",
  StateReason: "Unchecked: Initial alarm creation",
  EvaluationPeriods: 2,
  ComparisonOperator: "GreaterThanThreshold",
  TreatMissingData: "missing",
  AlarmConfigurationUpdatedTimestamp: expect.any(Date),
  StateUpdatedTimestamp: expect.any(Date),
  StateTransitionedTimestamp: expect.any(Date),
};
const ONE_METRIC = { MetricName: "IntegrationLatency", Namespace: "AWS/ApiGateway", Period: 60 };

describe("Terraform's metric alarm", () => {
  it("is the alarm that its provider makes, with the provider's defaults", () => {
    expect(describeAlarm({})).toEqual({
      MetricAlarms: [{ ...DESCRIBED, ...ONE_METRIC, Statistic: "Average", Threshold: 0 }],
      CompositeAlarms: [],
      Tags: [],
    });
  });

  it("keeps dimensions, actions and tags", () => {
    const attributes = {
      statistic: null,
      extended_statistic: "p99",
      threshold: 500.5,
      alarm_description: "slow",
      actions_enabled: false,
      alarm_actions: ["a"],
      ok_actions: ["b"],
      insufficient_data_actions: ["c"],
      datapoints_to_alarm: 1,
      unit: "Milliseconds",
      treat_missing_data: "notBreaching",
      evaluate_low_sample_count_percentiles: "ignore",
      dimensions: { ApiId: "x", Stage: "api" },
      tags: { team: "a" },
    };
    const alarm = {
      ...DESCRIBED,
      ...ONE_METRIC,
      ExtendedStatistic: "p99",
      Threshold: 500.5,
      AlarmDescription: "slow",
      ActionsEnabled: false,
      AlarmActions: ["a"],
      OKActions: ["b"],
      InsufficientDataActions: ["c"],
      DatapointsToAlarm: 1,
      Unit: "Milliseconds",
      TreatMissingData: "notBreaching",
      EvaluateLowSampleCountPercentile: "ignore",
      Dimensions: [
        { Name: "ApiId", Value: "x" },
        { Name: "Stage", Value: "api" },
      ],
    };
    const Tags = [{ Key: "team", Value: "a" }];
    expect(describeAlarm(attributes)).toEqual({ MetricAlarms: [alarm], CompositeAlarms: [], Tags });
  });

  it("watches an expression of other metrics", () => {
    const one = { metric_name: null, namespace: null, period: null, statistic: null };
    const metric = { metric_name: "m", namespace: "n", period: 120, stat: "Sum", dimensions: { ApiId: "x" } };
    const queries: JsonObject[] = [
      { id: "rate", expression: "m1*2", label: "Rate", return_data: true },
      { id: "m1", metric: [metric] },
    ];
    const Metric = { MetricName: "m", Namespace: "n", Dimensions: [{ Name: "ApiId", Value: "x" }] };
    const Metrics = [
      { Id: "rate", Expression: "m1*2", Label: "Rate", ReturnData: true },
      { Id: "m1", MetricStat: { Metric, Period: 120, Stat: "Sum" }, ReturnData: false },
    ];
    const alarm = { ...DESCRIBED, Threshold: 1, Metrics };
    const described = describeAlarm({ ...one, threshold: 1, metric_query: queries });
    expect(described).toEqual({ MetricAlarms: [alarm], CompositeAlarms: [], Tags: [] });
  });

  it("fails at the start where AWS would refuse it", () => {
    expect(() => describeAlarm({ period: 45 })).toThrow(
      "stack: aws_cloudwatch_metric_alarm.main: Period must be 10, 20, 30 or a multiple of 60",
    );
  });
});

describe("Terraform's dashboard", () => {
  const dashboard = (dashboard_body: string) => ({
    aws_cloudwatch_metric_alarm: { latency: ALARM },
    aws_cloudwatch_dashboard: { main: { dashboard_name: "main", dashboard_body } },
  });

  it("is there, and shows what it refers to", () => {
    const widget = (arn: string) => `{"widgets":[{"type":"alarm","properties":{"alarms":["${arn}"]}}]}`;
    const output = { Arn: { value: "${aws_cloudwatch_dashboard.main.dashboard_arn}" } };
    const { outputs, store } = load(dashboard(widget("${aws_cloudwatch_metric_alarm.latency.arn}")), output);
    const arn = "arn:aws:cloudwatch::123456789012:dashboard/main";
    expect(outputs).toEqual({ Arn: arn });
    expect(ACTIONS.GetDashboard?.answer(store, { DashboardName: "main" })).toEqual({
      DashboardArn: arn,
      DashboardBody: widget(`${ARN}:latency`),
      DashboardName: "main",
    });
  });

  it("fails at the start where its body is not JSON", () => {
    expect(() => load(dashboard("{"))).toThrow(
      "stack: aws_cloudwatch_dashboard.main: The field DashboardBody must be a valid JSON object",
    );
  });
});
