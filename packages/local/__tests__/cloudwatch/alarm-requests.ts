import type { MetricDataQuery, PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import { NOW } from "./open-api";

export const TOPIC = "arn:aws:sns:us-east-1:123456789012:topic";
export const ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:latency";
export const MINIMAL: PutMetricAlarmCommandInput = {
  AlarmName: "latency",
  MetricName: "IntegrationLatency",
  Namespace: "AWS/ApiGateway",
  Statistic: "Average",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 500,
  ComparisonOperator: "GreaterThanThreshold",
};
export const DESCRIBED = {
  ...MINIMAL,
  AlarmArn: ARN,
  ActionsEnabled: true,
  AlarmActions: [],
  OKActions: [],
  InsufficientDataActions: [],
  Dimensions: [],
  StateValue: "INSUFFICIENT_DATA",
  StateReason: "Unchecked: Initial alarm creation",
  AlarmConfigurationUpdatedTimestamp: new Date(NOW),
  StateUpdatedTimestamp: new Date(NOW),
  StateTransitionedTimestamp: new Date(NOW),
};
export const query = (Id: string, ReturnData?: boolean, Stat = "Sum"): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: { Namespace: "AWS/ApiGateway", MetricName: Id, Dimensions: [{ Name: "ApiId", Value: "a" }] },
    Period: 120,
    Stat,
  },
  ...(ReturnData !== undefined && { ReturnData }),
});
export const MATH: PutMetricAlarmCommandInput = {
  AlarmName: "rate",
  Metrics: [
    { Id: "rate", Expression: "errors/total*100", Label: "Rate" },
    query("errors", false),
    query("total", false),
  ],
  EvaluationPeriods: 2,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold",
};
