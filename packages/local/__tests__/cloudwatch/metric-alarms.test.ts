import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { outcome } from "../api-server";
import { ARN, DESCRIBED, MATH, MINIMAL, query, TOPIC } from "./alarm-requests";
import { NOW, type OpenApi, openApi } from "./open-api";

let api: OpenApi;

beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

const put = (request: object = {}) => outcome(api.sdk.send(new PutMetricAlarmCommand({ ...MINIMAL, ...request })));
const describeAlarms = async (request: DescribeAlarmsCommandInput = {}) =>
  (await api.sdk.send(new DescribeAlarmsCommand(request))).MetricAlarms;
const listNames = async (request: DescribeAlarmsCommandInput) =>
  (await describeAlarms(request))?.map(({ AlarmName }) => AlarmName);
describe("a metric alarm", () => {
  it("is created, described and deleted", async () => {
    expect(await put()).toEqual({});
    expect(await describeAlarms({ AlarmNames: ["latency"], AlarmTypes: ["MetricAlarm"] })).toEqual([DESCRIBED]);
    expect(await outcome(api.sdk.send(new DeleteAlarmsCommand({ AlarmNames: ["latency"] })))).toEqual({});
    expect(await describeAlarms()).toEqual([]);
  });

  it("keeps all that it is made of", async () => {
    const { Statistic: _, ...rest } = MINIMAL;
    const whole = {
      ...rest,
      AlarmDescription: "ünder load",
      ActionsEnabled: false,
      AlarmActions: [TOPIC],
      OKActions: [TOPIC],
      InsufficientDataActions: [TOPIC],
      ExtendedStatistic: "p99",
      Dimensions: [{ Name: "ApiId", Value: "a" }],
      Unit: "Milliseconds" as const,
      DatapointsToAlarm: 1,
      Threshold: 0.5,
      TreatMissingData: "notBreaching",
      EvaluateLowSampleCountPercentile: "ignore",
    };
    expect(await outcome(api.sdk.send(new PutMetricAlarmCommand(whole)))).toEqual({});
    const { Statistic: __, ...described } = DESCRIBED;
    expect(await describeAlarms()).toEqual([{ ...described, ...whole }]);
  });

  it.each([1e21, -3e300, 2 ** 53, 1e-7, 7])("keeps the threshold %d", async (Threshold) => {
    expect(await put({ Threshold })).toEqual({});
    expect(await describeAlarms()).toEqual([{ ...DESCRIBED, Threshold }]);
    const [, printed] = await api.post("Action=DescribeAlarms&Version=2010-08-01");
    expect(/<Threshold>(.+)<\/Threshold>/.exec(printed)?.[1]).toMatch(/^-?\d+(\.\d+)?(e[+-]\d+)?$/);
  });

  it("watches an expression of other metrics", async () => {
    expect(await outcome(api.sdk.send(new PutMetricAlarmCommand(MATH)))).toEqual({});
    const [alarm] = (await describeAlarms()) ?? [];
    const [rate, errors, total] = MATH.Metrics ?? [];
    expect(alarm?.Metrics).toEqual([{ ...rate, ReturnData: true }, errors, total]);
    expect([alarm?.Dimensions, alarm?.MetricName, alarm?.Period]).toEqual([[], undefined, undefined]);
  });

  it("compares with the band of an anomaly detection model", async () => {
    const Metrics = [{ Id: "band", Expression: "ANOMALY_DETECTION_BAND(m)" }, query("m")];
    const { Threshold: _, ...rest } = MATH;
    const band = {
      ...rest,
      Metrics,
      ThresholdMetricId: "band",
      ComparisonOperator: "GreaterThanUpperThreshold",
    } as const;
    expect(await outcome(api.sdk.send(new PutMetricAlarmCommand(band)))).toEqual({});
    expect((await describeAlarms())?.[0]?.ThresholdMetricId).toBe("band");
  });

  it("is replaced, but for its state and its tags", async () => {
    await put({ AlarmDescription: "first", Tags: [{ Key: "a", Value: "1" }] });
    api.advance(1_000);
    await put({ Threshold: 600, Tags: [{ Key: "b", Value: "2" }] });
    const AlarmConfigurationUpdatedTimestamp = new Date(NOW + 1_000);
    expect(await describeAlarms()).toEqual([{ ...DESCRIBED, Threshold: 600, AlarmConfigurationUpdatedTimestamp }]);
    const tags = await outcome(api.sdk.send(new ListTagsForResourceCommand({ ResourceARN: ARN })));
    expect(tags).toEqual({ Tags: [{ Key: "a", Value: "1" }] });
  });

  it("gets and loses tags", async () => {
    await put({ Tags: [{ Key: "a", Value: "1" }] });
    const tag = new TagResourceCommand({
      ResourceARN: ARN,
      Tags: [
        { Key: "a", Value: "2" },
        { Key: "b", Value: "" },
      ],
    });
    expect(await outcome(api.sdk.send(tag))).toEqual({});
    expect(await outcome(api.sdk.send(new UntagResourceCommand({ ResourceARN: ARN, TagKeys: ["a"] })))).toEqual({});
    const tags = await outcome(api.sdk.send(new ListTagsForResourceCommand({ ResourceARN: ARN })));
    expect(tags).toEqual({ Tags: [{ Key: "b", Value: "" }] });
  });

  it("is found by name, prefix, type, state and action, in parts", async () => {
    for (const AlarmName of ["b", "a1", "a2"])
      await put({ AlarmName, ...(AlarmName === "b" && { OKActions: [TOPIC] }) });
    expect(await listNames({ AlarmNames: ["b", "a1", "none"] })).toEqual(["a1", "b"]);
    expect(await listNames({ AlarmNamePrefix: "a" })).toEqual(["a1", "a2"]);
    expect(await listNames({ AlarmTypes: ["CompositeAlarm"] })).toEqual([]);
    expect(await listNames({ ParentsOfAlarmName: "b" })).toEqual([]);
    expect(await listNames({ StateValue: "OK" })).toEqual([]);
    expect(await listNames({ StateValue: "INSUFFICIENT_DATA", ActionPrefix: "arn:aws:sns:" })).toEqual(["b"]);
    const first = await api.sdk.send(new DescribeAlarmsCommand({ MaxRecords: 2 }));
    expect(first.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(["a1", "a2"]);
    expect(await listNames({ MaxRecords: 2, NextToken: first.NextToken })).toEqual(["b"]);
  });
});
