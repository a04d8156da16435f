import { createLogs, type Logs } from "../../logs/logs";

// Requests and answers that AWS was recorded with in 2026: LocalStack's AWS-validated snapshots of CloudWatch Logs.
const NOW = 1_770_000_000_000;
const DAY = 86_400_000;
const LONG = "X".repeat(513);
const logGroupName = "chat";
const logStreamName = "stream";
const lambda = "arn:aws:lambda:us-east-1:123456789012:function:receive";
const metric = (number: number) => ({ metricName: `m${number}`, metricNamespace: `n${number}`, metricValue: "1" });
const filter = { logGroupName, filterName: "errors", filterPattern: "ERROR", metricTransformations: [metric(1)] };
const subscription = { logGroupName, filterName: "all", filterPattern: "", destinationArn: lambda };

let logs: Logs;
const call = (action: string, request: object): unknown => {
  const { status, body } = logs.call(action, JSON.stringify(request));
  const { __type, ...answer } = body === "" ? {} : JSON.parse(body);
  return status === 200 ? answer : [__type, answer.message];
};
const put = (...times: readonly number[]) =>
  call("PutLogEvents", {
    logGroupName,
    logStreamName,
    logEvents: times.map((timestamp) => ({ timestamp, message: String(timestamp) })),
  });

beforeEach(() => {
  const world = { partition: "aws", region: "us-east-1", accountId: "123456789012", now: () => NOW };
  logs = createLogs({ ...world, log: () => undefined });
  call("CreateLogGroup", { logGroupName });
  call("CreateLogStream", { logGroupName, logStreamName });
});

const names = "Invalid LogGroup or LogStream, both must have length less than or equal to 512.";
const tooLong = (name: string, most: number, length = 513) =>
  `1 validation error detected: Value '${"X".repeat(length)}' at '${name}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
const printed = [1, 2].map(
  (number) =>
    `MetricTransformation(metricName=m${number}, metricNamespace=n${number}, metricValue=1, defaultValue=null, unit=null, dimensions=null)`,
);
const account =
  "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.";
const foreign = "arn:aws:lambda:us-east-1:210987654321:function:receive";
const stream = "arn:aws:kinesis:us-east-1:123456789012:stream/unknown-stream";

it.each<[string, object, string, string]>([
  ["CreateLogGroup", { logGroupName: LONG }, "InvalidParameterException", names],
  ["CreateLogStream", { logStreamName: LONG }, "InvalidParameterException", names],
  ["DeleteMetricFilter", { logGroupName: LONG, filterName: "errors" }, "InvalidParameterException", names],
  ["DeleteMetricFilter", { filterName: LONG }, "InvalidParameterException", tooLong("filterName", 512)],
  ["DescribeMetricFilters", { filterNamePrefix: LONG }, "InvalidParameterException", tooLong("filterNamePrefix", 512)],
  [
    "DescribeMetricFilters",
    { metricName: "X".repeat(256) },
    "InvalidParameterException",
    tooLong("metricName", 255, 256),
  ],
  [
    "PutMetricFilter",
    { ...filter, metricTransformations: [metric(1), metric(2)] },
    "InvalidParameterException",
    `1 validation error detected: Value '[${printed.join(", ")}]' at 'metricTransformations' failed to satisfy constraint: Member must have length less than or equal to 1`,
  ],
  [
    "DescribeLogGroups",
    { logGroupNamePrefix: "chat", logGroupNamePattern: "chat" },
    "InvalidParameterException",
    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
  ],
  [
    "DescribeLogStreams",
    { logGroupIdentifier: logGroupName },
    "ValidationException",
    "LogGroup name and LogGroup ARN are mutually exclusive parameters.",
  ],
  ["PutSubscriptionFilter", { ...subscription, destinationArn: foreign }, "AccessDeniedException", account],
  [
    "PutSubscriptionFilter",
    { ...subscription, logGroupName: "missing", destinationArn: foreign },
    "AccessDeniedException",
    account,
  ],
  [
    "PutSubscriptionFilter",
    { ...subscription, destinationArn: stream },
    "InvalidParameterException",
    "destinationArn for vendor kinesis cannot be used without roleArn",
  ],
  [
    "DeleteSubscriptionFilter",
    { filterName: "wrong-filter-name" },
    "ResourceNotFoundException",
    "The specified subscription filter does not exist.",
  ],
])("refuses %s of %j", (action, request, code, text) => {
  expect(call(action, { logGroupName, ...request })).toEqual([code, text]);
});

it("takes the events of a batch that are of the last two weeks and of the next two hours", () => {
  const order = "Log events in a single PutLogEvents request must be in chronological order.";
  expect(put(NOW, NOW - 2 * DAY)).toEqual(["InvalidParameterException", order]);
  expect(put(NOW - DAY - 1, NOW)).toEqual(["InvalidParameterException", expect.stringContaining("24 hours")]);
  expect(put(NOW - 30 * DAY)).toMatchObject({ rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 } });
  expect(call("DescribeLogStreams", { logGroupName })).not.toHaveProperty(["logStreams", 0, "lastIngestionTime"]);
  expect(put(NOW, NOW + DAY)).toMatchObject({ rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 } });
  expect(put(NOW, NOW)).toEqual({ nextSequenceToken: expect.any(String) });
  expect(call("GetLogEvents", { logGroupName, logStreamName })).toMatchObject({
    events: Array.from({ length: 3 }, () => ({ message: String(NOW) })),
  });
});

it("tells less of groups that a pattern finds", () => {
  const arn = "arn:aws:logs:us-east-1:123456789012:log-group:chat";
  const found = { arn: `${arn}:*`, creationTime: NOW, logGroupArn: arn, logGroupClass: "STANDARD", logGroupName };
  const group = { ...found, metricFilterCount: 0 };
  expect(call("DescribeLogGroups", { logGroupNamePattern: "ha" })).toEqual({ logGroups: [group] });
  const whole = { ...group, deletionProtectionEnabled: false, storedBytes: 0 };
  expect(call("DescribeLogGroups", { logGroupNamePrefix: "ch" })).toEqual({ logGroups: [whole] });
});

it("describes filters with what was not said of them", () => {
  const told = { applyOnTransformedLogs: false, creationTime: NOW };
  call("PutMetricFilter", filter);
  call("PutMetricFilter", { ...filter, filterName: "others", metricTransformations: [metric(2)] });
  const counted = { metricName: "m1", metricNamespace: "n1" };
  expect(call("DescribeMetricFilters", counted)).toEqual({ metricFilters: [{ ...filter, ...told }] });
  call("PutSubscriptionFilter", subscription);
  expect(call("DescribeSubscriptionFilters", { logGroupName })).toEqual({
    subscriptionFilters: [{ ...subscription, ...told, distribution: "ByLogStream" }],
  });
});
