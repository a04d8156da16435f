/** What PutMetricAlarm takes, and DescribeAlarms returns. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export interface MetricAlarmRequest extends Metric {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  /** @default true */
  readonly ActionsEnabled?: boolean;
  readonly OKActions?: readonly string[];
  readonly AlarmActions?: readonly string[];
  readonly InsufficientDataActions?: readonly string[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  /** Seconds. */
  readonly Period?: number;
  readonly Unit?: string;
  readonly EvaluationPeriods: number;
  /** @default EvaluationPeriods */
  readonly DatapointsToAlarm?: number;
  readonly Threshold?: number;
  readonly ComparisonOperator: string;
  /** @default "missing" */
  readonly TreatMissingData?: string;
  /** @default "evaluate" */
  readonly EvaluateLowSampleCountPercentile?: string;
  /** In place of a metric of its own. */
  readonly Metrics?: readonly MetricDataQuery[];
  /** Ignored where the alarm is there already. */
  readonly Tags?: readonly Tag[];
  readonly ThresholdMetricId?: string;
}

export interface Metric {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

/** A metric or an expression of other queries. */
export interface MetricDataQuery {
  readonly Id: string;
  readonly MetricStat?: {
    readonly Metric: Metric;
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: string;
  };
  readonly Expression?: string;
  readonly Label?: string;
  /** @default true */
  readonly ReturnData?: boolean;
  readonly Period?: number;
  readonly AccountId?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
