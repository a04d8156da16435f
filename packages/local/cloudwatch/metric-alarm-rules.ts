import { type MetricAlarmRequest, RANGE_OPERATORS } from "./metric-alarm-shape";
import { CloudWatchError, invalid } from "./wire";

/** A rule between the members of a request: AWS's error, undefined where the request keeps it. */
type Rule = (request: MetricAlarmRequest) => CloudWatchError | undefined;

const TREATMENTS = ["breaching", "notBreaching", "ignore", "missing"];
const LOW_SAMPLE_COUNTS = ["evaluate", "ignore"];
/** What an alarm of metric queries has no use for. */
const OF_ONE_METRIC = [
  "MetricName",
  "Namespace",
  "Dimensions",
  "Period",
  "Unit",
  "Statistic",
  "ExtendedStatistic",
] as const;
const MOST_METRICS = 10;
const HOUR = 3_600;
const DAY = 86_400;

/**
 * Extended statistics; the percentage of a percentile may have a fraction beyond 100, but no whole part.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
const EXTENDED_STATISTIC =
  /^(?:IQM|(?:p|tm|wm|tc|ts)(?:\d{1,2}|100)(?:\.\d+)?|(?:TM|WM|TC|TS)\((?!:\))(?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\)|PR\((?!:\))(?:\d+(?:\.\d+)?)?:(?:\d+(?:\.\d+)?)?\))$/;

/**
 * AWS's rules, in an *assumed* order. *Recorded*, in public issues and measurements of us-east-1 from 2019 to 2026: the
 * texts, but for those that are tagged.
 */
const RULES: readonly Rule[] = [
  ({ TreatMissingData: value = "missing" }) =>
    unless(
      TREATMENTS.includes(value),
      `The value ${value} is not supported for TreatMissingData parameter. Supported values are [${TREATMENTS.join(", ")}].`,
    ),
  ({ EvaluateLowSampleCountPercentile: value = "evaluate" }) =>
    unless(
      LOW_SAMPLE_COUNTS.includes(value),
      `Option ${value} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.`,
    ),
  ({ EvaluateLowSampleCountPercentile: value, Statistic: statistic }) =>
    unless(
      value === undefined || statistic === undefined,
      `Option evaluateLowSampleCountPercentile can not be applied with statistic ${statistic}.`,
    ),
  (request) => (request.Metrics === undefined ? refuseMetric(request) : refuseQueries(request)),
  refuseThreshold,
  ({ DatapointsToAlarm: points, EvaluationPeriods: periods }) =>
    unless(
      points === undefined || points <= periods,
      "DatapointsToAlarm must be less than or equal to EvaluationPeriods",
    ),
];

/** @throws CloudWatchError ValidationError or InvalidParameterValue for a request that AWS refuses. */
export function requireMetricAlarm(request: MetricAlarmRequest): void {
  for (const rule of RULES) {
    const refusal = rule(request);
    if (refusal !== undefined) throw refusal;
  }
}

function refuseMetric(request: MetricAlarmRequest): CloudWatchError | undefined {
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Period } = request;
  if (MetricName === undefined) return invalid("MetricName must not be null");
  // The next three texts are *assumed*: documented is that AWS asks for these members.
  if (Namespace === undefined) return invalid("Namespace must not be null");
  if ((Statistic === undefined) === (ExtendedStatistic === undefined))
    return invalid("Exactly one of Statistic or ExtendedStatistic must be specified");
  if (Period === undefined) return invalid("Period must not be null");
  if (ExtendedStatistic !== undefined && !EXTENDED_STATISTIC.test(ExtendedStatistic)) {
    const message = `The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`;
    return new CloudWatchError("InvalidParameterValue", message);
  }
  return refusePeriod(Period) ?? refuseWindow(Period, request.EvaluationPeriods);
}

function refuseQueries({ Metrics = [], ...request }: MetricAlarmRequest): CloudWatchError | undefined {
  const useless = OF_ONE_METRIC.find((member) => request[member] !== undefined);
  if (useless !== undefined) return invalid(`${useless} should not be set if list of Metrics is set.`);
  const stats = Metrics.flatMap(({ MetricStat }) => MetricStat ?? []);
  if (stats.length > MOST_METRICS) return invalid(`Too many metrics in alarm, maximum is ${MOST_METRICS}`);
  // *Assumed*: the text; documented is that a query is one or the other.
  const both = Metrics.find(({ MetricStat, Expression }) => (MetricStat === undefined) === (Expression === undefined));
  if (both !== undefined) return invalid(`Exactly one of MetricStat or Expression must be specified for '${both.Id}'`);
  const badPeriod = stats.map(({ Period }) => refusePeriod(Period)).find((refusal) => refusal !== undefined);
  if (badPeriod !== undefined) return badPeriod;
  // An anomaly detection model's band returns data beside the metric that is watched.
  if (request.ThresholdMetricId !== undefined) return undefined;
  const watched = Metrics.filter(({ ReturnData = true }) => ReturnData);
  return unless(watched.length === 1, "Exactly one element of the metrics list should return data.");
}

function refuseThreshold(request: MetricAlarmRequest): CloudWatchError | undefined {
  const { Threshold, ThresholdMetricId, ComparisonOperator } = request;
  if (Threshold !== undefined && ThresholdMetricId !== undefined)
    return invalid("Threshold and ThresholdMetricId cannot both be set");
  if (RANGE_OPERATORS.includes(ComparisonOperator))
    return unless(
      ThresholdMetricId !== undefined,
      "ComparisonOperators for ranges require ThresholdMetricId to be set",
    );
  return unless(Threshold !== undefined, "PutMetricAlarm request should have valid Threshold parameter");
}

const refusePeriod = (period: number): CloudWatchError | undefined =>
  unless([10, 20, 30].includes(period) || period % 60 === 0, "Period must be 10, 20, 30 or a multiple of 60");

/** An alarm looks back over a day at most, over a week where its periods are hours. */
function refuseWindow(period: number, periods: number): CloudWatchError | undefined {
  const [most, what] = period < HOUR ? [DAY, "a day"] : [7 * DAY, "a week"];
  const message = `Metrics cannot be checked across more than ${what} (EvaluationPeriods * Period must be <= ${most})`;
  return unless(period * periods <= most, message);
}

const unless = (isKept: boolean, message: string): CloudWatchError | undefined =>
  isKept ? undefined : invalid(message);
