import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  type MetricDataQuery,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import { outcome } from "../api-server";
import { ARN, DESCRIBED, MATH, MINIMAL, query } from "./alarm-requests";
import { type OpenApi, openApi } from "./open-api";

let api: OpenApi;

beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

const put = (request: object = {}) => outcome(api.sdk.send(new PutMetricAlarmCommand({ ...MINIMAL, ...request })));
const describeAlarms = async () => (await api.sdk.send(new DescribeAlarmsCommand({}))).MetricAlarms;
const invalid = (message: string) => ["ValidationException", 400, message];

describe("CloudWatch, asked for an alarm that it does not take,", () => {
  const metrics = (...Metrics: MetricDataQuery[]) => ({ ...MATH, Metrics });
  const without = (name: keyof PutMetricAlarmCommandInput) => ({ ...MINIMAL, [name]: undefined });

  it.each<[string, object, string]>([
    [
      "a treatment of missing data",
      { ...MINIMAL, TreatMissingData: "skip" },
      "The value skip is not supported for TreatMissingData parameter. Supported values are [breaching, notBreaching, ignore, missing].",
    ],
    [
      "a low sample count option",
      { ...MINIMAL, EvaluateLowSampleCountPercentile: "skip" },
      "Option skip is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.",
    ],
    [
      "that option beside a statistic",
      { ...MINIMAL, EvaluateLowSampleCountPercentile: "ignore" },
      "Option evaluateLowSampleCountPercentile can not be applied with statistic Average.",
    ],
    ["no metric", without("MetricName"), "MetricName must not be null"],
    ["no namespace", without("Namespace"), "Namespace must not be null"],
    ["no statistic", without("Statistic"), "Exactly one of Statistic or ExtendedStatistic must be specified"],
    [
      "two statistics",
      { ...MINIMAL, ExtendedStatistic: "p99" },
      "Exactly one of Statistic or ExtendedStatistic must be specified",
    ],
    ["no period", without("Period"), "Period must not be null"],
    ["a period of 45 seconds", { ...MINIMAL, Period: 45 }, "Period must be 10, 20, 30 or a multiple of 60"],
    [
      "more than a day of minutes",
      { ...MINIMAL, EvaluationPeriods: 1_441 },
      "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)",
    ],
    [
      "more than a week of hours",
      { ...MINIMAL, Period: 3_600, EvaluationPeriods: 169 },
      "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800)",
    ],
    ["no threshold", without("Threshold"), "PutMetricAlarm request should have valid Threshold parameter"],
    ["two thresholds", { ...MINIMAL, ThresholdMetricId: "m" }, "Threshold and ThresholdMetricId cannot both be set"],
    [
      "a range without a band",
      { ...without("Threshold"), ComparisonOperator: "GreaterThanUpperThreshold" },
      "ComparisonOperators for ranges require ThresholdMetricId to be set",
    ],
    [
      "more datapoints than periods",
      { ...MINIMAL, DatapointsToAlarm: 2 },
      "DatapointsToAlarm must be less than or equal to EvaluationPeriods",
    ],
    [
      "a metric beside queries",
      { ...MATH, Statistic: "Sum" },
      "Statistic should not be set if list of Metrics is set.",
    ],
    [
      "no query that returns data",
      metrics(query("a", false)),
      "Exactly one element of the metrics list should return data.",
    ],
    [
      "two queries that return data",
      metrics(query("a"), query("b")),
      "Exactly one element of the metrics list should return data.",
    ],
    [
      "eleven metrics",
      metrics(...Array.from({ length: 11 }, (_, index) => query(`m${index}`, false))),
      "Too many metrics in alarm, maximum is 10",
    ],
    [
      "a query of both kinds",
      metrics({ ...query("a"), Expression: "b" }),
      "Exactly one of MetricStat or Expression must be specified for 'a'",
    ],
    [
      "a query's period",
      metrics({ Id: "a", MetricStat: { Metric: {}, Period: 45, Stat: "Sum" } }),
      "Period must be 10, 20, 30 or a multiple of 60",
    ],
  ])("rejects %s", async (_, request, message) => {
    const command = new PutMetricAlarmCommand(request as PutMetricAlarmCommandInput);
    expect(await outcome(api.sdk.send(command))).toEqual(invalid(message));
    expect(await describeAlarms()).toEqual([]);
  });

  it("rejects what breaks the model's constraints, all of it at once and by its path", async () => {
    const request = { AlarmName: "", Statistic: "Median", Dimensions: [{ Name: "ApiId", Value: "" }] };
    const text =
      "3 validation errors detected: Value '' at 'alarmName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value 'Median' at 'statistic' failed to satisfy constraint: Member must satisfy enum value set: [Maximum, SampleCount, Sum, Minimum, Average]; Value '' at 'dimensions.1.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1";
    expect(await put(request)).toEqual(invalid(text));
    const [status, body] = await api.post('{"AlarmName":"a"}', {
      "x-amz-target": "GraniteServiceVersion20100801.PutMetricAlarm",
    });
    const missing =
      "2 validation errors detected: Value null at 'evaluationPeriods' failed to satisfy constraint: Member must not be null; Value null at 'comparisonOperator' failed to satisfy constraint: Member must not be null";
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { __type: "com.amazonaws.cloudwatch#ValidationException", message: missing },
    ]);
  });

  it.each(["p99.9", "p100.5", "tm90", "IQM", "PR(:100)", "TM(10%:90%)"])("takes the statistic %s", async (value) => {
    expect(await put({ Statistic: undefined, ExtendedStatistic: value })).toEqual({});
  });

  it.each(["p101", "90", "p", "PR(:)", "median"])("rejects the statistic %s", async (value) => {
    const text = `The value ${value} for parameter ExtendedStatistic is not supported.`;
    const refused = ["InvalidParameterValueException", 400, text];
    expect(await put({ Statistic: undefined, ExtendedStatistic: value })).toEqual(refused);
  });

  it("fails for alarms that are not there, and deletes none then", async () => {
    await put();
    const remove = new DeleteAlarmsCommand({ AlarmNames: ["latency", "none"] });
    expect(await outcome(api.sdk.send(remove))).toEqual(["ResourceNotFound", 404, "UnknownError"]);
    expect(await describeAlarms()).toEqual([DESCRIBED]);
    const lost = new ListTagsForResourceCommand({ ResourceARN: `${ARN}-none` });
    expect(await outcome(api.sdk.send(lost))).toEqual([
      "ResourceNotFoundException",
      404,
      `Unknown resource: ${ARN}-none`,
    ]);
  });

  it("rejects names beside a prefix, a token that it never gave, and too many tags", async () => {
    const both = new DescribeAlarmsCommand({ AlarmNames: ["a"], AlarmNamePrefix: "a" });
    expect(await outcome(api.sdk.send(both))).toEqual(invalid("AlarmNamePrefix and AlarmNames cannot both be set"));
    const token = new DescribeAlarmsCommand({ NextToken: "wrong" });
    expect(await outcome(api.sdk.send(token))).toEqual([
      "InvalidNextToken",
      400,
      "The next token specified is invalid.",
    ]);
    const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
    const many = ["InvalidParameterValueException", 400, "The number of tags exceeds the limit of 50."];
    expect(await put({ Tags })).toEqual(many);
    expect(await describeAlarms()).toEqual([]);
  });
});
