import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DisassociateKmsKeyCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  ListTagsLogGroupCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { createJson11Api } from "../../protocols/json-protocol";
import { createLogs, type Logs } from "../../logs/logs";
import { type ApiServer, outcome, serveApi } from "../api-server";

const NOW = 1_652_472_014_974;
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1a2b-3c4d";
const logGroupName = "/aws/vendedlogs/states/demo-Logs";
const logGroupArn = `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}`;
const world = {
  partition: "aws",
  region: "us-east-1",
  accountId: "123456789012",
  now: () => NOW,
  log: () => undefined,
};
const described = {
  arn: `${logGroupArn}:*`,
  creationTime: NOW,
  deletionProtectionEnabled: false,
  logGroupArn,
  logGroupClass: "STANDARD",
  logGroupName,
  metricFilterCount: 0,
  storedBytes: 0,
};
const noGroup = ["ResourceNotFoundException", 400, "The specified log group does not exist."];
const noStream = ["ResourceNotFoundException", 400, "The specified log stream does not exist."];

let logs: Logs;
let server: ApiServer;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  logs = createLogs(world);
  server = await serveApi(createJson11Api(logs));
  client = new CloudWatchLogsClient(server.client);
});
afterEach(() => server.close());

const describeGroups = async (request: object = {}) => {
  const { logGroups, nextToken } = await client.send(new DescribeLogGroupsCommand(request));
  return { logGroups, nextToken };
};

describe("a log group", () => {
  it("is created, changed, described and deleted", async () => {
    const create = new CreateLogGroupCommand({ logGroupName, tags: { a: "1" } });
    expect(await outcome(client.send(create))).toEqual({});
    expect(await describeGroups()).toEqual({ logGroups: [described] });
    await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 14 }));
    await client.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId: KEY }));
    const changed = { ...described, retentionInDays: 14, kmsKeyId: KEY };
    expect(await describeGroups({ logGroupNamePrefix: logGroupName })).toEqual({ logGroups: [changed] });
    await client.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    await client.send(new DisassociateKmsKeyCommand({ resourceIdentifier: logGroupArn }));
    expect(await describeGroups()).toEqual({ logGroups: [described] });
    const exists = ["ResourceAlreadyExistsException", 400, "The specified log group already exists"];
    expect(await outcome(client.send(create))).toEqual(exists);
    expect(await outcome(client.send(new DeleteLogGroupCommand({ logGroupName })))).toEqual({});
    expect(await outcome(client.send(new DeleteLogGroupCommand({ logGroupName })))).toEqual(noGroup);
    expect(await describeGroups()).toEqual({ logGroups: [] });
  });

  it("keeps its tags", async () => {
    logs.createLogGroup({ logGroupName, tags: { a: "1" } });
    await client.send(new TagResourceCommand({ resourceArn: logGroupArn, tags: { b: "2" } }));
    await client.send(new UntagResourceCommand({ resourceArn: `${logGroupArn}:*`, tagKeys: ["a"] }));
    const tags = { tags: { b: "2" } };
    expect(await outcome(client.send(new ListTagsForResourceCommand({ resourceArn: logGroupArn })))).toEqual(tags);
    expect(await outcome(client.send(new ListTagsLogGroupCommand({ logGroupName })))).toEqual(tags);
  });

  it("is listed in parts, by name", async () => {
    for (const name of ["c", "a", "b"]) logs.createLogGroup({ logGroupName: name });
    const { logGroups: first, nextToken } = await describeGroups({ limit: 2 });
    const { logGroups: second, nextToken: end } = await describeGroups({ limit: 2, nextToken });
    const names = [first, second].map((groups) => groups?.map((group) => group.logGroupName));
    expect([names, end]).toEqual([[["a", "b"], ["c"]], undefined]);
    const invalid = ["InvalidParameterException", 400, "The specified nextToken is invalid."];
    const wrong = new DescribeLogGroupsCommand({ nextToken: "wrong" });
    expect(await outcome(client.send(wrong))).toEqual(invalid);
  });

  it("rejects a name and a retention that AWS does not take", async () => {
    const name = new CreateLogGroupCommand({ logGroupName: "a b" });
    const pattern =
      "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+";
    expect(await outcome(client.send(name))).toEqual(["InvalidParameterException", 400, pattern]);
    logs.createLogGroup({ logGroupName });
    const days = new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 });
    const values =
      "1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]";
    expect(await outcome(client.send(days))).toEqual(["InvalidParameterException", 400, values]);
  });

  it("is there again after a restart", () => {
    logs.createLogGroup({ logGroupName, retentionInDays: 14, tags: { a: "1" } });
    const restarted = createLogs(world);
    restarted.importState(JSON.parse(JSON.stringify(logs.exportState())));
    expect(restarted.exportState()).toEqual(logs.exportState());
    expect(restarted.hasLogGroup(`${logGroupArn}:*`)).toBe(true);
    restarted.importState({});
    expect(restarted.exportState()).toEqual(createLogs(world).exportState());
  });

  it("stays whole under a hundred creates and deletes at once", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `group-${index}`);
    await Promise.all(names.map((name) => client.send(new CreateLogGroupCommand({ logGroupName: name }))));
    expect((await describeGroups({ limit: 50 })).logGroups).toHaveLength(50);
    await Promise.all(names.map((name) => client.send(new DeleteLogGroupCommand({ logGroupName: name }))));
    expect(await describeGroups()).toEqual({ logGroups: [] });
  });
});

describe("a log stream", () => {
  const logStreamName = "stream";
  const event = (after: number, message: string) => ({ timestamp: NOW + after, message, ingestionTime: NOW });
  const put = (...messages: readonly string[]) =>
    client.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName,
        logEvents: messages.map((message, index) => ({ timestamp: NOW + index + 1, message })),
      }),
    );

  beforeEach(async () => {
    logs.createLogGroup({ logGroupName });
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  });

  it("keeps events in the order of their times", async () => {
    await put("one", "two", "three");
    const get = async (request: object) => {
      const answer = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...request }));
      return [answer.events, answer.nextForwardToken, answer.nextBackwardToken];
    };
    expect(await get({ limit: 2 })).toEqual([[event(2, "two"), event(3, "three")], "f/3", "b/1"]);
    expect(await get({ limit: 2, nextToken: "b/1" })).toEqual([[event(1, "one")], "f/1", "b/0"]);
    expect(await get({ limit: 2, startFromHead: true })).toEqual([[event(1, "one"), event(2, "two")], "f/2", "b/0"]);
    expect(await get({ nextToken: "f/3" })).toEqual([[], "f/3", "b/3"]);
    expect(await get({ startTime: NOW + 2, endTime: NOW + 3 })).toEqual([[event(2, "two")], "f/1", "b/0"]);
    const streams = await client.send(new DescribeLogStreamsCommand({ logGroupName }));
    expect(streams.logStreams).toEqual([
      {
        arn: `${logGroupArn}:log-stream:${logStreamName}`,
        creationTime: NOW,
        firstEventTimestamp: NOW + 1,
        lastEventTimestamp: NOW + 3,
        lastIngestionTime: NOW,
        logStreamName,
        storedBytes: 0,
      },
    ]);
  });

  const filter = async (request: object) => {
    const answer = await client.send(new FilterLogEventsCommand({ logGroupName, ...request }));
    return answer.events?.map(({ message }) => message);
  };

  it("is found by time, stream and words", async () => {
    await put("an error here", "all is well", "another error there");
    logs.writeLog(`${logGroupArn}:*`, "states/demo", [{ timestamp: NOW + 2, message: "an error from a workflow" }]);
    expect(await filter({ filterPattern: "error" })).toEqual([
      "an error here",
      "an error from a workflow",
      "another error there",
    ]);
    expect(await filter({ filterPattern: '"an error" -workflow' })).toEqual(["an error here"]);
    expect(await filter({ startTime: NOW + 2, logStreamNamePrefix: "states/" })).toEqual(["an error from a workflow"]);
    expect(await filter({ logStreamNames: ["stream"], endTime: NOW + 2 })).toEqual(["an error here"]);
    const pattern = new FilterLogEventsCommand({ logGroupName, filterPattern: "{ $.a = 1 }" });
    const text = "Invalid filter pattern: of the filter patterns, only words are emulated here";
    expect(await outcome(client.send(pattern))).toEqual(["InvalidParameterException", 400, text]);
  });

  it("gives each event an ID of its own, which clients that follow a log tell them apart by", async () => {
    await put(...Array.from({ length: 400 }, (_, index) => `message ${index}`));
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(400);
  });

  it("forgets the oldest events when there is no more room", async () => {
    const message = "x".repeat(200_000);
    for (let index = 0; index < 200; index++)
      logs.writeLog(logGroupName, logStreamName, [{ timestamp: index, message }]);
    const { logGroups } = await describeGroups();
    expect(logGroups?.[0]?.storedBytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    const { events } = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 1 }));
    expect(events?.[0]?.timestamp).toBe(199);
  });

  it("fails for a group or stream that is not there", async () => {
    const none = { logGroupName, logStreamName: "none" };
    expect(await outcome(client.send(new GetLogEventsCommand(none)))).toEqual(noStream);
    const events = { ...none, logEvents: [{ timestamp: 1, message: "a" }] };
    expect(await outcome(client.send(new PutLogEventsCommand(events)))).toEqual(noStream);
    expect(await outcome(client.send(new DeleteLogStreamCommand(none)))).toEqual(noStream);
    const exists = ["ResourceAlreadyExistsException", 400, "The specified log stream already exists"];
    expect(await outcome(client.send(new CreateLogStreamCommand({ logGroupName, logStreamName })))).toEqual(exists);
    const lost = new FilterLogEventsCommand({ logGroupName: "none" });
    expect(await outcome(client.send(lost))).toEqual(noGroup);
    expect(() => logs.writeLog("none", "stream", [{ timestamp: 1, message: "dropped" }])).not.toThrow();
  });
});

describe("the API of CloudWatch Logs", () => {
  it.each([
    ["Nothing", "{}", '{"__type":"UnknownOperationException"}'],
    ["constructor", "{}", '{"__type":"UnknownOperationException"}'],
    ["CreateLogGroup", "{", '{"__type":"SerializationException"}'],
    ["CreateLogGroup", "[]", '{"__type":"SerializationException"}'],
  ])("rejects %s of %s", async (action, body, expected) => {
    expect(await server.post(body, { "x-amz-target": `Logs_20140328.${action}` })).toEqual([400, expected]);
  });

  it.each<[string, object, string, string]>([
    ["CreateLogGroup", { tags: { a: 5, b: { c: [1] } } }, "SerializationException", "NUMBER_VALUE"],
    ["CreateLogGroup", { tags: { b: { c: [1] } } }, "SerializationException", "START_OBJECT"],
    ["TagLogGroup", { tags: { a: true } }, "SerializationException", "TRUE_VALUE"],
    ["UntagLogGroup", { tags: [["a"]] }, "SerializationException", "START_ARRAY"],
    ["FilterLogEvents", { logStreamNames: [1, null, {}] }, "SerializationException", "NUMBER_VALUE"],
    ["FilterLogEvents", { logStreamNames: [null] }, "InvalidParameterException", "must not be null"],
    ["PutLogEvents", { logStreamName: "a", logEvents: [5] }, "SerializationException", "NUMBER_VALUE"],
  ])("rejects in %s items of another type: %j", (action, members, code, text) => {
    const { status, body } = logs.call(action, JSON.stringify({ logGroupName, ...members }));
    expect([status, JSON.parse(body)]).toEqual([400, { __type: code, message: expect.stringContaining(text) }]);
  });

  it("names the members of a request that have no effect", () => {
    const lines: string[] = [];
    const told = createLogs({ ...world, log: (line) => lines.push(line) });
    told.call("CreateLogGroup", JSON.stringify({ logGroupName, deletionProtectionEnabled: true, kmsKeyId: null }));
    told.call("DescribeLogGroups", JSON.stringify({ includeLinkedAccounts: true }));
    expect(lines).toEqual([
      "CloudWatch Logs: CreateLogGroup: the member 'deletionProtectionEnabled' is not used here",
      "CloudWatch Logs: DescribeLogGroups: the member 'includeLinkedAccounts' is not used here",
    ]);
  });

  it("tells which calls change resources, and which action there is not", () => {
    const call = (action: string, body: object) => {
      const { status, mutates, unknown } = logs.call(action, JSON.stringify(body));
      return [status, mutates, unknown];
    };
    expect(call("CreateLogGroup", { logGroupName })).toEqual([200, true, undefined]);
    expect(call("DescribeLogGroups", {})).toEqual([200, undefined, undefined]);
    expect(call("Nothing", {})).toEqual([400, undefined, "Nothing"]);
  });
});
