import type { Constraint, Constraints } from "../protocols/constraints";
import type { RequestOf } from "../protocols/request";

/** In the order that AWS prints. *Recorded*: LocalStack's notes on AWS. */
const STATISTICS = ["Maximum", "SampleCount", "Sum", "Minimum", "Average"] as const;

/** The operators that compare with a band, of an anomaly detection model, instead of a number. */
export const RANGE_OPERATORS: readonly string[] = [
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

const OPERATORS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  ...RANGE_OPERATORS,
];

const BYTES = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"];
const AMOUNTS = [...BYTES, "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"];
const UNITS = [
  ...["Seconds", "Microseconds", "Milliseconds"],
  ...AMOUNTS,
  ...["Percent", "Count"],
  ...AMOUNTS.map((amount) => `${amount}/Second`),
  ...["Count/Second", "None"],
];

const name = (maximum: number) => ({ minimum: 1, maximum }) as const;
const ACTIONS = { type: "list", maximum: 5, item: { required: true, ...name(1_024) } } as const satisfies Constraint;
const PERIOD = { type: "number", minimum: 1 } as const satisfies Constraint;
const NAMESPACE = { ...name(255), pattern: "[^:].*" } as const satisfies Constraint;
const UNIT = { values: UNITS } as const satisfies Constraint;
const DIMENSIONS = {
  type: "list",
  maximum: 30,
  item: {
    type: "structure",
    required: true,
    members: { Name: { required: true, ...name(255) }, Value: { required: true, ...name(1_024) } },
  },
} as const satisfies Constraint;

export const TAG_LIST = {
  type: "list",
  item: {
    type: "structure",
    required: true,
    members: { Key: { required: true, ...name(128) }, Value: { required: true, minimum: 0, maximum: 256 } },
  },
} as const satisfies Constraint;

const METRIC_STAT = {
  type: "structure",
  members: {
    Metric: {
      type: "structure",
      required: true,
      members: { Namespace: NAMESPACE, MetricName: name(255), Dimensions: DIMENSIONS },
    },
    Period: { ...PERIOD, required: true },
    Stat: { required: true },
    Unit: UNIT,
  },
} as const satisfies Constraint;

const METRIC_DATA_QUERY = {
  type: "structure",
  required: true,
  members: {
    Id: { required: true, ...name(255) },
    MetricStat: METRIC_STAT,
    Expression: name(2_048),
    Label: {},
    ReturnData: { type: "boolean" },
    Period: PERIOD,
    AccountId: name(255),
  },
} as const satisfies Constraint;

export const ALARM_NAME = name(255);
export const MOST_ALARMS = 100;
export const ALARM_NAMES = { type: "list", maximum: MOST_ALARMS, item: ALARM_NAME } as const satisfies Constraint;

/**
 * PutMetricAlarm's request.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html documented; the order of enumerations is *assumed* but for the statistics
 */
export const METRIC_ALARM = {
  AlarmName: { required: true, ...ALARM_NAME },
  AlarmDescription: { minimum: 0, maximum: 1_024 },
  ActionsEnabled: { type: "boolean" },
  OKActions: ACTIONS,
  AlarmActions: ACTIONS,
  InsufficientDataActions: ACTIONS,
  MetricName: name(255),
  Namespace: NAMESPACE,
  Statistic: { values: STATISTICS },
  ExtendedStatistic: {},
  Dimensions: DIMENSIONS,
  Period: PERIOD,
  Unit: UNIT,
  EvaluationPeriods: { type: "number", required: true, minimum: 1 },
  DatapointsToAlarm: { type: "number", minimum: 1 },
  Threshold: { type: "number" },
  ComparisonOperator: { required: true, values: OPERATORS },
  TreatMissingData: name(255),
  EvaluateLowSampleCountPercentile: name(255),
  Metrics: { type: "list", item: METRIC_DATA_QUERY },
  Tags: TAG_LIST,
  ThresholdMetricId: name(255),
} as const satisfies Constraints;

export type MetricAlarmRequest = RequestOf<typeof METRIC_ALARM>;

export type Tag = RequestOf<typeof TAG_LIST.item.members>;

/** Which alarms DescribeAlarms asks for. */
export const ALARM_FILTER = {
  AlarmNames: ALARM_NAMES,
  AlarmNamePrefix: ALARM_NAME,
  AlarmTypes: { type: "list", item: { values: ["CompositeAlarm", "MetricAlarm"] } },
  ChildrenOfAlarmName: ALARM_NAME,
  ParentsOfAlarmName: ALARM_NAME,
  StateValue: { values: ["INSUFFICIENT_DATA", "ALARM", "OK"] },
  ActionPrefix: { minimum: 1, maximum: 1_024 },
} as const satisfies Constraints;
