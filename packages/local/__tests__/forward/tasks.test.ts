import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/world/world";
import { createAws } from "../../account/aws";
import { createServiceTasks } from "../../account/service-tasks";
import { createClock } from "../../clock";
import { type Forward, readForward } from "../../forward/forwards";
import { readObject } from "../../forward/read-object";
import type { StateMachine } from "../../stepfunctions/resources";
import { serveService, type ServedService } from "./serve-service";

const QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/orders";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:news";
const ACCOUNT = "arn:aws:{}:us-east-1:123456789012";

const may = (Action: string, Resource: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

/** Returns what runs tasks of a machine whose role has one statement. */
function openTasks(forwards: readonly string[], allowed: readonly [action: string, resource: string]) {
  const log: string[] = [];
  const read = forwards.map((text) => readForward(text, { where: "--forward", emulated: [], environment: {} }));
  const aws = createAws({
    clock: createClock(1, () => undefined),
    log: (line) => log.push(line),
    forwards: new Map(read.map((each) => [each.service, each])),
  });
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  const { arn } = aws.iam.createRole({ roleName: "role", path: undefined, assumeRolePolicyDocument: document });
  aws.iam.putRolePolicy({ roleName: "role", policyName: "p", policyDocument: may(...allowed) });
  const machine = {
    name: "m",
    stateMachineArn: ACCOUNT.replace("{}", "states") + ":stateMachine:m",
    roleArn: arn,
  } as StateMachine;
  const run = createServiceTasks(aws, (line) => log.push(line));
  const call = (resource: string, parameters: Json) =>
    run(machine, { resource: `arn:aws:states:::${resource}`, parameters, state: "Call" } as TaskRequest);
  return { call, log };
}

const HTTP = (length: number, type: string) => {
  const HttpHeaders = {
    "Content-Length": String(length),
    "Content-Type": type,
    Date: expect.any(String),
    "x-amzn-RequestId": "request-1",
    connection: "keep-alive",
  };
  const AllHttpHeaders = Object.fromEntries(Object.entries(HttpHeaders).map(([name, value]) => [name, [value]]));
  return {
    SdkHttpMetadata: { AllHttpHeaders, HttpHeaders, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: "request-1" },
  };
};

describe("a task that a server of the user's answers", () => {
  let service: ServedService;
  afterEach(() => service.close());

  it("has the answer's members and headers as AWS orders them", async () => {
    service = await serveService("sqs");
    const headers = { "content-type": "application/x-amz-json-1.0" };
    service.answer = { headers, body: '{"SequenceNumber":"1","MessageId":"m-1"}' };
    const { call } = openTasks([`sqs=${service.url}`], ["sqs:SendMessage", ACCOUNT.replace("{}", "sqs") + ":orders"]);
    const text = JSON.stringify(await call("sqs:sendMessage", { QueueUrl: QUEUE, MessageBody: "a" }));
    expect([...text.matchAll(/"([\w-]+)":/g)].map(([, name]) => name)).toEqual([
      ...["MessageId", "SdkHttpMetadata"],
      ...["AllHttpHeaders", "x-amzn-RequestId", "connection", "Content-Length", "Date", "Content-Type"],
      ...["HttpHeaders", "connection", "Content-Length", "Content-Type", "Date", "x-amzn-RequestId", "HttpStatusCode"],
      ...["SdkResponseMetadata", "RequestId", "SequenceNumber"],
    ]);
  });

  it("sends a message to a queue, JSON as its text", async () => {
    service = await serveService("sqs");
    service.answer = {
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: '{"MD5OfMessageBody":"md5","MessageId":"m-1"}',
    };
    const { call } = openTasks([`sqs=${service.url}`], ["sqs:SendMessage", ACCOUNT.replace("{}", "sqs") + ":orders"]);
    expect(await call("sqs:sendMessage", { QueueUrl: QUEUE, MessageBody: { a: 1 } })).toEqual({
      MD5OfMessageBody: "md5",
      MessageId: "m-1",
      ...HTTP(44, "application/x-amz-json-1.0"),
    });
    expect(service.calls).toMatchObject([
      {
        path: "/",
        headers: { "x-amz-target": "AmazonSQS.SendMessage", "content-type": "application/x-amz-json-1.0" },
        body: JSON.stringify({ QueueUrl: QUEUE, MessageBody: '{"a":1}' }),
      },
    ]);
  });

  it("has the times of an answer as texts, at any depth, and all other numbers as they are", async () => {
    service = await serveService("ssm");
    const Parameter = { Name: "p", Version: 3, LastModifiedDate: 1523477145.713 };
    service.answer = { body: JSON.stringify({ Parameter, Parameters: [{ LastModifiedDate: 1523477145 }] }) };
    const { call } = openTasks(
      [`ssm=${service.url}`],
      ["ssm:GetParameter", ACCOUNT.replace("{}", "ssm") + ":parameter/p"],
    );
    expect(await call("aws-sdk:ssm:getParameter", { Name: "p" })).toEqual({
      Parameter: { ...Parameter, LastModifiedDate: "2018-04-11T20:05:45.713Z" },
      Parameters: [{ LastModifiedDate: "2018-04-11T20:05:45Z" }],
    });
  });

  it("has the digests of a message as the SDK's integration names them", async () => {
    service = await serveService("sqs");
    service.answer = { body: JSON.stringify({ Messages: [{ MD5OfBody: "md5", Attributes: { MD5: "1" } }] }) };
    const { call } = openTasks(
      [`sqs=${service.url}`],
      ["sqs:ReceiveMessage", ACCOUNT.replace("{}", "sqs") + ":orders"],
    );
    expect(await call("aws-sdk:sqs:receiveMessage", { QueueUrl: QUEUE })).toEqual({
      Messages: [{ Md5OfBody: "md5", Attributes: { MD5: "1" } }],
    });
  });

  it("publishes to a topic, lists and attributes as a form", async () => {
    service = await serveService("sns");
    service.answer = {
      headers: { "content-type": "text/xml" },
      body: "<PublishResponse><PublishResult><MessageId>m-2</MessageId></PublishResult></PublishResponse>",
    };
    const { call } = openTasks([`sns=${service.url}`], ["sns:Publish", TOPIC]);
    const MessageAttributes = { kind: { DataType: "String", StringValue: "news" } };
    expect(await call("aws-sdk:sns:publish", { TopicArn: TOPIC, Message: "hi & ho", MessageAttributes })).toEqual({
      MessageId: "m-2",
    });
    expect(Object.fromEntries(new URLSearchParams(service.calls[0]?.body))).toEqual({
      Action: "Publish",
      Version: "2010-03-31",
      TopicArn: TOPIC,
      Message: "hi & ho",
      "MessageAttributes.entry.1.Name": "kind",
      "MessageAttributes.entry.1.Value.DataType": "String",
      "MessageAttributes.entry.1.Value.StringValue": "news",
    });
  });

  it("sends a topic's attributes as a map of texts", async () => {
    service = await serveService("sns");
    service.answer = { headers: { "content-type": "text/xml" }, body: "<CreateTopicResponse/>" };
    const { call } = openTasks([`sns=${service.url}`], ["sns:CreateTopic", "*"]);
    await call("aws-sdk:sns:createTopic", { Name: "news", Attributes: { DisplayName: "News" } });
    expect(Object.fromEntries(new URLSearchParams(service.calls[0]?.body))).toEqual({
      ...{ Action: "CreateTopic", Version: "2010-03-31", Name: "news" },
      "Attributes.entry.1.key": "DisplayName",
      "Attributes.entry.1.value": "News",
    });
  });

  it("puts events, and fails with EventBridge.FailedEntry where one could not be put", async () => {
    service = await serveService("events");
    const { call } = openTasks(
      [`events=${service.url}`],
      ["events:PutEvents", ACCOUNT.replace("{}", "events") + ":event-bus/default"],
    );
    const Entries = [{ Detail: { a: 1 }, DetailType: "t", Source: "s" }];
    service.answer = { body: '{"Entries":[{"EventId":"e"}],"FailedEntryCount":0}' };
    expect(await call("events:putEvents", { Entries })).toMatchObject({
      Entries: [{ EventId: "e" }],
      FailedEntryCount: 0,
    });
    expect(JSON.parse(service.calls[0]?.body ?? "")).toEqual({ Entries: [{ ...Entries[0], Detail: '{"a":1}' }] });
    service.answer = { body: '{"Entries":[{"ErrorCode":"InternalFailure"}],"FailedEntryCount":1}' };
    await expect(call("events:putEvents", { Entries })).rejects.toMatchObject({
      error: "EventBridge.FailedEntry",
      errorCause: '{"Entries":[{"ErrorCode":"InternalFailure"}],"FailedEntryCount":1}',
    });
  });

  const missing = {
    status: 400,
    headers: { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" },
    body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}',
  };
  it.each([
    [
      "sqs:sendMessage",
      "SQS.AmazonSQSException",
      "The specified queue does not exist. (Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: request-1; Proxy: null)",
    ],
    [
      "aws-sdk:sqs:sendMessage",
      "Sqs.QueueDoesNotExistException",
      "The specified queue does not exist. (Service: Sqs, Status Code: 400, Request ID: request-1) (SDK Attempt Count: 1)",
    ],
  ])("fails as %s by %s", async (resource, error, errorCause) => {
    service = await serveService("sqs");
    service.answer = missing;
    const { call } = openTasks([`sqs=${service.url}`], ["sqs:*", "*"]);
    await expect(call(resource, { QueueUrl: QUEUE, MessageBody: "x" })).rejects.toMatchObject({ error, errorCause });
  });

  it("fails with both ids of S3's answer, which has no message to HEAD", async () => {
    service = await serveService("s3");
    service.answer = { status: 404, headers: { "x-amz-id-2": "two" }, body: "" };
    const { call } = openTasks([`s3=${service.url}`], ["s3:*", "*"]);
    const details = "(Service: S3, Status Code: 404, Request ID: request-1, Extended Request ID: two)";
    await expect(call("aws-sdk:s3:headObject", { Bucket: "b", Key: "k" })).rejects.toMatchObject({
      error: "S3.NoSuchKeyException",
      errorCause: `${details} (SDK Attempt Count: 1) ${details}`,
    });
  });

  it("fails where the role may not, and sends nothing", async () => {
    service = await serveService("sns");
    const { call } = openTasks([`sns=${service.url}`], ["sns:Publish", `${TOPIC}-2`]);
    await expect(call("sns:publish", { TopicArn: TOPIC, Message: "hi" })).rejects.toMatchObject({
      error: "SNS.AccessDeniedException",
      errorCause: expect.stringMatching(
        /not authorized to perform: sns:Publish on resource: arn:aws:sns:.*:news because no identity-based policy/,
      ),
    });
    expect(service.calls).toEqual([]);
  });
});

describe("a task without a server", () => {
  it("fails, and the log shows the request", async () => {
    const { call, log } = openTasks([], ["*", "*"]);
    await expect(call("sqs:sendMessage", { QueueUrl: QUEUE, MessageBody: "x" })).rejects.toMatchObject({
      error: "States.Runtime",
    });
    expect(log).toEqual([
      `state 'Call': nothing here runs arn:aws:states:::sqs:sendMessage, got {"QueueUrl":"${QUEUE}","MessageBody":"x"}; name a server by --forward SERVICE=URL, or mock it`,
    ]);
  });

  it("fails where the server is not running, and names it", async () => {
    const stopped = await serveService("sqs");
    await stopped.close();
    const { call } = openTasks([`sqs=${stopped.url}`], ["*", "*"]);
    await expect(call("sqs:sendMessage", { QueueUrl: QUEUE, MessageBody: "x" })).rejects.toMatchObject({
      error: "States.Runtime",
      errorCause: expect.stringMatching(
        /^forward: sqs: no answer of the server, got '.*ECONNREFUSED.*'; is it running on 127\.0\.0\.1:\d+\?$/,
      ),
    });
  });
});

describe("S3 of the npm package s3rver, which checks signatures", () => {
  let directory: string;
  let server: S3rver;
  let forward: Forward;
  let call: (resource: string, parameters: JsonObject) => Promise<Json>;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "s3-"));
    server = new S3rver({
      address: "127.0.0.1",
      port: 0,
      silent: true,
      directory,
      configureBuckets: [{ name: "orders" }],
    });
    const { port } = await server.run();
    const option = `s3=http://S3RVER:S3RVER@127.0.0.1:${port}`;
    forward = readForward(option, { where: "--forward", emulated: [], environment: {} });
    ({ call } = openTasks([option], ["s3:*", "*"]));
  });
  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it("keeps, gives, lists and deletes objects", async () => {
    const object = { Bucket: "orders", Key: "2026/a b+é.json" };
    expect(await call("aws-sdk:s3:putObject", { ...object, Body: { a: 1 }, ContentType: "application/json" })).toEqual({
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
    expect(await call("aws-sdk:s3:getObject", object)).toMatchObject({
      Body: '{"a":1}',
      ContentLength: 7,
      ContentType: "application/json",
    });
    expect(await call("aws-sdk:s3:listObjectsV2", { Bucket: "orders", Prefix: "2026/" })).toMatchObject({
      Contents: [{ Key: object.Key, Size: 7 }],
      KeyCount: 1,
      Name: "orders",
    });
    expect(await call("aws-sdk:s3:deleteObject", object)).toEqual({});
    await expect(call("aws-sdk:s3:getObject", object)).rejects.toMatchObject({
      error: "S3.NoSuchKeyException",
      errorCause: expect.stringMatching(
        /^The specified key does not exist\. \(Service: S3, Status Code: 404, Request ID: [0-9a-zA-Z-]+(, Extended Request ID: [^ )]+)?\) \(SDK Attempt Count: 1\)$/,
      ),
    });
  });

  it("gives the code of a Lambda function", async () => {
    const object = { bucket: "orders", key: "code.zip", region: "us-east-1" };
    const read = () => readObject(forward, object);
    await expect(read()).rejects.toThrow(
      "S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
    );
    await call("aws-sdk:s3:putObject", { Bucket: "orders", Key: "code.zip", Body: "PK" });
    expect((await read()).toString()).toBe("PK");
  });

  it("fails for an action that is not written here, and names those that are", async () => {
    await expect(call("aws-sdk:s3:copyObject", { Bucket: "orders" })).rejects.toMatchObject({
      error: "States.Runtime",
      errorCause:
        "forward: s3: the action is not written here, got 'CopyObject'; it can be GetObject, HeadObject, PutObject, DeleteObject, ListObjectsV2",
    });
  });
});
