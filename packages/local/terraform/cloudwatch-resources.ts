import { type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import { block, list, text } from "./attributes";
import type { Create } from "./resource-types";

/** CloudWatch's resource types. No metric is recorded, so no alarm ever goes off. */
export const CLOUDWATCH_RESOURCES: Readonly<Record<string, Create>> = {
  aws_cloudwatch_metric_alarm({ attributes, aws, region }) {
    const name = text(attributes, "alarm_name");
    const arn = aws.region(region).cloudwatch.putMetricAlarm(describeAlarm(attributes));
    return { id: name, arn };
  },
  aws_cloudwatch_dashboard({ attributes, aws, region }) {
    const name = text(attributes, "dashboard_name");
    const DashboardBody = text(attributes, "dashboard_body");
    const arn = aws.region(region).cloudwatch.putDashboard({ DashboardName: name, DashboardBody });
    return { id: name, dashboard_arn: arn };
  },
};

/** AWS's names of attributes whose values stay as they are. */
const ALARM = {
  alarm_name: "AlarmName",
  alarm_description: "AlarmDescription",
  actions_enabled: "ActionsEnabled",
  ok_actions: "OKActions",
  alarm_actions: "AlarmActions",
  insufficient_data_actions: "InsufficientDataActions",
  metric_name: "MetricName",
  namespace: "Namespace",
  statistic: "Statistic",
  extended_statistic: "ExtendedStatistic",
  period: "Period",
  unit: "Unit",
  evaluation_periods: "EvaluationPeriods",
  datapoints_to_alarm: "DatapointsToAlarm",
  comparison_operator: "ComparisonOperator",
  treat_missing_data: "TreatMissingData",
  evaluate_low_sample_count_percentiles: "EvaluateLowSampleCountPercentile",
  threshold_metric_id: "ThresholdMetricId",
} as const;
const QUERY = {
  id: "Id",
  expression: "Expression",
  label: "Label",
  period: "Period",
  account_id: "AccountId",
} as const;
const METRIC = { namespace: "Namespace", metric_name: "MetricName" } as const;
const STAT = { period: "Period", stat: "Stat", unit: "Unit" } as const;

/** What the provider makes of the attributes: its own defaults for a threshold and for missing data are among them. */
function describeAlarm(attributes: JsonObject): JsonObject {
  const { threshold, threshold_metric_id, dimensions, metric_query, tags } = attributes;
  const queries = list(metric_query).map(describeQuery);
  return {
    TreatMissingData: "missing",
    ...rename(attributes, ALARM),
    ...(typeof threshold_metric_id !== "string" && { Threshold: threshold ?? 0 }),
    ...describeDimensions(dimensions),
    ...(queries.length > 0 && { Metrics: queries }),
    Tags: pairs(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** Terraform's default is that a query returns no data, AWS's that it does. */
function describeQuery(query: JsonObject): JsonObject {
  const metric = block(query.metric);
  return {
    ...rename(query, QUERY),
    ReturnData: query.return_data ?? false,
    ...(metric !== undefined && {
      MetricStat: {
        Metric: { ...rename(metric, METRIC), ...describeDimensions(metric.dimensions) },
        ...rename(metric, STAT),
      },
    }),
  };
}

function describeDimensions(dimensions: Json | undefined): JsonObject {
  const described = pairs(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return described.length > 0 ? { Dimensions: described } : {};
}

function rename(attributes: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const members = Object.entries(names).map(([name, member]) => [member, attributes[name] ?? null] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== null));
}

const pairs = (map: Json | undefined): readonly (readonly [string, string])[] =>
  Object.entries(objectOf(map)).map(([name, value]) => [name, String(value)] as const);
