import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { type Aws, createAws } from "../../account/aws";
import { createVirtualClock, type VirtualClock } from "../virtual-clock";

const ARN = "arn:aws:states:us-east-1:123456789012:";
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:ask";

let clock: VirtualClock;
let aws: Aws;
/** What the function got, which answers nothing. */
let events: JsonObject[];

beforeEach(() => {
  clock = createVirtualClock();
  events = [];
  const functions = {
    run: async (_: object, event: string) => (events.push(JSON.parse(event)), { payload: "null" }),
    stop: () => undefined,
  };
  aws = createAws({ clock, log: () => undefined, functions });
  grant("*", "*");
});

function grant(Action: string, Resource: string, Condition?: object): void {
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } };
  const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
  if (aws.iam.listRoles().length === 0)
    aws.iam.createRole({ roleName: "role", path: undefined, assumeRolePolicyDocument: document(trust) });
  const policyDocument = document({ Effect: "Allow", Action, Resource, Condition });
  aws.iam.putRolePolicy({ roleName: "role", policyName: "policy", policyDocument });
}

const create = (name: string, state: JsonObject, others: JsonObject = {}): string =>
  aws.region("us-east-1").stepfunctions.createStateMachine({
    name,
    type: "STANDARD",
    roleArn: "arn:aws:iam::123456789012:role/role",
    definition: JSON.stringify({ StartAt: "First", States: { First: { ...state, End: true }, ...others } }),
  }).stateMachineArn;

const call = async (action: string, request: JsonObject): Promise<JsonObject> => {
  const answer = await aws
    .region("us-east-1")
    .stepfunctions.call(action, JSON.stringify(request), { authorize: () => undefined });
  return JSON.parse(answer.body) as JsonObject;
};
const start = async (stateMachineArn: string, input: Json = {}): Promise<string> =>
  String((await call("StartExecution", { stateMachineArn, input: JSON.stringify(input) })).executionArn);
const end = async (executionArn: string): Promise<JsonObject> => {
  await aws.region("us-east-1").stepfunctions.whenEnded(executionArn);
  const { status, output, error, cause } = await call("DescribeExecution", { executionArn });
  return {
    status,
    ...(output !== undefined && { output: JSON.parse(String(output)) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  } as JsonObject;
};

/** Lets what is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const untilAsked = async (): Promise<string> => {
  while (events.length === 0) await settle();
  return String(events.pop()?.token);
};

describe("a task that waits for its token", () => {
  const WAITS = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Parameters: { FunctionName: FUNCTION, Payload: { "token.$": "$$.Task.Token" } },
  };

  it("ends with what is reported, once", async () => {
    const execution = await start(create("waits", WAITS));
    const taskToken = await untilAsked();
    expect(await call("SendTaskSuccess", { taskToken, output: "paid" })).toEqual({
      __type: "com.amazonaws.swf.service.v2.model#InvalidOutput",
      message: "Invalid Output: 'paid' is not valid JSON.",
    });
    expect(await call("SendTaskSuccess", { taskToken, output: '{"paid":true}' })).toEqual({});
    expect(await end(execution)).toEqual({ status: "SUCCEEDED", output: { paid: true } });
    expect(await call("SendTaskSuccess", { taskToken, output: "{}" })).toEqual({
      __type: "com.amazonaws.swf.service.v2.model#TaskTimedOut",
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it("refuses what is too long without repeating it", async () => {
    const message =
      "1 validation error detected: Value at 'error' failed to satisfy constraint: Member must have length less than or equal to 256";
    const refused = { __type: "com.amazon.coral.validate#ValidationException", message };
    expect(await call("SendTaskFailure", { taskToken: "t", error: "x".repeat(257) })).toEqual(refused);
  });

  it("fails with the error and the cause that are reported", async () => {
    const execution = await start(create("waits", WAITS));
    await call("SendTaskFailure", { taskToken: await untilAsked(), error: "Declined", cause: "no money" });
    expect(await end(execution)).toEqual({ status: "FAILED", error: "Declined", cause: "no money" });
  });

  it("times out without a heartbeat, which a heartbeat puts off", async () => {
    const execution = await start(create("waits", { ...WAITS, HeartbeatSeconds: 10 }));
    const taskToken = await untilAsked();
    clock.advance(9_000);
    expect(await call("SendTaskHeartbeat", { taskToken })).toEqual({});
    await settle();
    clock.advance(9_000);
    await settle();
    expect(await call("SendTaskHeartbeat", { taskToken })).toEqual({});
    await settle();
    clock.advance(10_000);
    expect(await end(execution)).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    expect(await call("SendTaskHeartbeat", { taskToken })).toMatchObject({
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it.each([
    ["SendTaskSuccess", { output: "{}" }, "InvalidToken", "Invalid Token: 'Invalid token'"],
    ["SendTaskFailure", {}, "InvalidToken", "Invalid Token: 'Invalid token'"],
    ["SendTaskSuccess", { output: "{" }, "InvalidToken", "Invalid Token: 'Invalid token'"],
  ])("rejects %s %j of a token that nobody has", async (action, members, code, message) => {
    expect(await call(action, { taskToken: "none", ...members })).toEqual({
      __type: `com.amazonaws.swf.service.v2.model#${code}`,
      message,
    });
  });
});

describe("a task that runs another workflow", () => {
  const runs = (pattern: string, machine = "child"): JsonObject => ({
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution${pattern}`,
    Parameters: { StateMachineArn: `${ARN}stateMachine:${machine}`, Input: { "n.$": "$.n" }, Name: "one" },
  });
  const child = (state: JsonObject = { Type: "Pass", Result: { done: true } }) => create("child", state);
  const EXECUTION = `${ARN}execution:child:one`;

  it("ends as soon as it has started it", async () => {
    child();
    expect(await end(await start(create("parent", runs("")), { n: 1 }))).toEqual({
      status: "SUCCEEDED",
      output: {
        ExecutionArn: EXECUTION,
        StartDate: expect.any(Number),
        SdkHttpMetadata: expect.objectContaining({ HttpStatusCode: 200 }),
        SdkResponseMetadata: { RequestId: expect.any(String) },
      },
    });
  });

  it.each([
    [".sync", '{"n":1}', '{"done":true}'],
    [".sync:2", { n: 1 }, { done: true }],
  ])("ends with its output, as %s", async (pattern, Input, Output) => {
    child();
    const ended = await end(await start(create("parent", runs(pattern)), { n: 1 }));
    expect(ended).not.toHaveProperty(["output", "InputDetails", "__type"]);
    expect(ended).toMatchObject({
      status: "SUCCEEDED",
      output: {
        ExecutionArn: EXECUTION,
        Input,
        InputDetails: { Included: true },
        Name: "one",
        Output,
        StateMachineArn: `${ARN}stateMachine:child`,
        Status: "SUCCEEDED",
      },
    });
  });

  it("fails with States.TaskFailed where the other fails", async () => {
    const parameters = { QueueUrl: "q", MessageBody: "m" };
    child({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters: parameters });
    const { error, cause, status } = await end(await start(create("parent", runs(".sync:2")), { n: 1 }));
    expect([status, error]).toEqual(["FAILED", "States.TaskFailed"]);
    expect(JSON.parse(String(cause))).toMatchObject({
      ExecutionArn: EXECUTION,
      Status: "FAILED",
      Error: "States.Runtime",
    });
  });

  it("runs the alias that its role may start by the name of the qualifier", async () => {
    const stateMachineArn = child();
    const { stateMachineVersionArn } = await call("PublishStateMachineVersion", { stateMachineArn });
    const routingConfiguration = [{ stateMachineVersionArn: String(stateMachineVersionArn), weight: 100 }];
    await call("CreateStateMachineAlias", { name: "live", routingConfiguration });
    grant("states:StartExecution", stateMachineArn, { StringEquals: { "states:StateMachineQualifier": "live" } });
    const parent = create("parent", runs("", "child:live"));
    expect(await end(await start(parent, { n: 1 }))).toMatchObject({ status: "SUCCEEDED" });
  });

  it("stops the other when it is stopped", async () => {
    child({ Type: "Wait", Seconds: 100 });
    const parent = await start(create("parent", runs(".sync:2")), { n: 1 });
    while ((await call("DescribeExecution", { executionArn: EXECUTION })).status === undefined) await settle();
    await call("StopExecution", { executionArn: parent });
    expect(await end(EXECUTION)).toMatchObject({ status: "ABORTED" });
  });

  it.each([
    [
      "no such workflow",
      "*",
      "StepFunctions.StateMachineDoesNotExistException",
      /^State Machine Does Not Exist: '.*none' \(Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: .*; Proxy: null\)$/,
    ],
    [
      "no permission",
      `${ARN}stateMachine:child`,
      "StepFunctions.AccessDeniedException",
      /is not authorized to perform: states:StartExecution on resource: .*none/,
    ],
  ])("fails for %s", async (_, resource, error, cause) => {
    grant("states:*", resource);
    expect(await end(await start(create("parent", runs("", "none")), { n: 1 }))).toEqual({
      status: "FAILED",
      error,
      cause: expect.stringMatching(cause),
    });
  });
});

describe("a workflow that reports by the SDK integration how a task of another ended", () => {
  const WAITS = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Parameters: { FunctionName: FUNCTION, Payload: { "token.$": "$$.Task.Token" } },
  };
  const reports = (action: string, parameters: JsonObject): string =>
    create("reports", {
      Type: "Task",
      Resource: `arn:aws:states:::aws-sdk:sfn:${action}`,
      Parameters: { "TaskToken.$": "$.token", ...parameters },
    });

  it.each<[string, JsonObject, JsonObject]>([
    ["sendTaskSuccess", { Output: '{"paid":true}' }, { status: "SUCCEEDED", output: { paid: true } }],
    ["sendTaskSuccess", { Output: { paid: true } }, { status: "SUCCEEDED", output: { paid: true } }],
    [
      "sendTaskFailure",
      { Error: "Declined", Cause: "no money" },
      { status: "FAILED", error: "Declined", cause: "no money" },
    ],
  ])("ends it by %s with %j", async (action, parameters, ended) => {
    const execution = await start(create("waits", WAITS));
    const token = await untilAsked();
    expect(await end(await start(reports(action, parameters), { token }))).toEqual({ status: "SUCCEEDED", output: {} });
    expect(await end(execution)).toEqual(ended);
  });

  it("lets it wait on by sendTaskHeartbeat", async () => {
    const execution = await start(create("waits", { ...WAITS, HeartbeatSeconds: 10 }));
    const token = await untilAsked();
    await clock.waiting(10_000);
    clock.advance(9_000);
    expect(await end(await start(reports("sendTaskHeartbeat", {}), { token }))).toEqual({
      status: "SUCCEEDED",
      output: {},
    });
    clock.advance(9_000);
    await call("SendTaskSuccess", { taskToken: token, output: "1" });
    expect(await end(execution)).toEqual({ status: "SUCCEEDED", output: 1 });
  });

  it("fails for a token of no task, and for one whose task has ended", async () => {
    const machine = reports("sendTaskSuccess", { Output: "1" });
    expect(await end(await start(machine, { token: "none" }))).toEqual({
      status: "FAILED",
      error: "Sfn.InvalidTokenException",
      cause: expect.stringMatching(
        /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: [0-9a-f-]{36}\) \(SDK Attempt Count: 1\)$/,
      ),
    });
    await start(create("waits", WAITS));
    const token = await untilAsked();
    await end(await start(machine, { token }));
    expect(await end(await start(machine, { token }))).toMatchObject({ error: "Sfn.TaskTimedOutException" });
  });

  it("fails where its role may not report to the workflow whose task waits", async () => {
    grant("states:*", `${ARN}stateMachine:other`);
    const machine = reports("sendTaskSuccess", { Output: "1" });
    const { taskTokens } = aws.region("us-east-1").stepfunctions;
    const waiting = taskTokens.wait(
      { taskToken: "token", signal: new AbortController().signal, heartbeat: () => undefined },
      `${ARN}stateMachine:waits`,
    );
    expect(await end(await start(machine, { token: "token" }))).toEqual({
      status: "FAILED",
      error: "Sfn.SfnException",
      cause: expect.stringMatching(
        /^User: \S+ is not authorized to perform: states:SendTaskSuccess on resource: arn:aws:states:us-east-1:123456789012:stateMachine:waits because /,
      ),
    });
    grant("states:SendTaskSuccess", `${ARN}stateMachine:waits`);
    expect(await end(await start(machine, { token: "token" }))).toEqual({ status: "SUCCEEDED", output: {} });
    expect(await waiting).toBe(1);
  });

  it("starts another, and tells when", async () => {
    const child = create("child", { Type: "Pass", Result: 7 });
    const parent = create("parent", {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:startExecution",
      Parameters: { StateMachineArn: child, Name: "one", Input: { "n.$": "$.n" } },
    });
    expect(await end(await start(parent, { n: 1 }))).toEqual({
      status: "SUCCEEDED",
      output: { ExecutionArn: `${ARN}execution:child:one`, StartDate: "2022-05-13T20:00:14.974Z" },
    });
    expect(await end(`${ARN}execution:child:one`)).toEqual({ status: "SUCCEEDED", output: 7 });
    const describes = create("describes", {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:describeExecution",
      Parameters: { ExecutionArn: `${ARN}execution:child:one` },
      OutputPath: "$.InputDetails",
    });
    expect(await end(await start(describes))).toEqual({ status: "SUCCEEDED", output: { Included: true } });
  });
});
