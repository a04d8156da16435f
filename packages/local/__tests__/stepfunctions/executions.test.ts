import { getEventListeners, getMaxListeners } from "node:events";
import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type ListExecutionsCommandInput,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { TaskRequest } from "@sfn-websocket/languages/states-language/state-machine";
import { createStepFunctionsApi } from "../../stepfunctions/api";
import { type ApiServer, outcome, serveApi } from "../api-server";
import { named } from "./open-api";
import { createWorld, requestMachine, type World } from "./step-functions-world";

const NOW = new Date(1_652_472_014_974);
const waiting = requestMachine("waiting", { Type: "Wait", Seconds: 60, End: true });
const failing = requestMachine("failing", { Type: "Fail", Error: "Oops", Cause: "why" });
const express = { ...requestMachine("express"), type: "EXPRESS" as const };
const executionArn = "arn:aws:states:us-east-1:123456789012:execution:waiting:one";
const start = { stateMachineArn: waiting.stateMachineArn, name: "one", input: '{"a": 1}' };

let world: World;
let server: ApiServer;
let sfn: SFNClient;

beforeEach(async () => {
  world = createWorld();
  for (const request of [waiting, failing, express]) world.stepfunctions.createStateMachine(request);
  server = await serveApi(createStepFunctionsApi(world.stepfunctions));
  sfn = new SFNClient(server.client);
});
afterEach(() => server.close());

const describeExecution = (arn = executionArn) =>
  outcome(sfn.send(new DescribeExecutionCommand({ executionArn: arn })));
const included = { ...named("CloudWatchEventsExecutionDataDetails"), included: true };
const running = {
  executionArn,
  input: '{"a": 1}',
  inputDetails: included,
  name: "one",
  redriveCount: 0,
  redriveStatus: "NOT_REDRIVABLE",
  redriveStatusReason: "Execution is RUNNING and cannot be redriven",
  startDate: NOW,
  stateMachineArn: waiting.stateMachineArn,
  status: "RUNNING",
};

describe("an execution of a Standard workflow", () => {
  it("runs on its own, and can be looked at", async () => {
    expect(await outcome(sfn.send(new StartExecutionCommand(start)))).toEqual({ executionArn, startDate: NOW });
    expect(await describeExecution()).toEqual(running);
    await world.clock.waiting(60_000);
    world.clock.advance(60_000);
    const stopDate = new Date(NOW.getTime() + 60_000);
    const ended = { output: '{"a":1}', outputDetails: included, status: "SUCCEEDED", stopDate };
    const redriveStatusReason = "Execution is SUCCEEDED and cannot be redriven";
    expect(await describeExecution()).toEqual({ ...running, ...ended, redriveStatusReason });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, "ExecutionStarted"],
      [2, 0, "WaitStateEntered"],
      [3, 2, "WaitStateExited"],
      [4, 3, "ExecutionSucceeded"],
    ]);
    expect(events[1]).toEqual({
      ...named("HistoryEvent"),
      id: 2,
      previousEventId: 0,
      stateEnteredEventDetails: { input: '{"a":1}', inputDetails: { truncated: false }, name: "A" },
      timestamp: NOW,
      type: "WaitStateEntered",
    });
    const history = new GetExecutionHistoryCommand({
      executionArn,
      reverseOrder: true,
      includeExecutionData: false,
      maxResults: 1,
    });
    const last = {
      ...named("HistoryEvent"),
      id: 4,
      previousEventId: 3,
      executionSucceededEventDetails: {},
      timestamp: stopDate,
    };
    expect((await sfn.send(history)).events).toEqual([{ ...last, type: "ExecutionSucceeded" }]);
  });

  it("is started once, and fails when the name is taken by another or one that has ended", async () => {
    const first = await outcome(sfn.send(new StartExecutionCommand(start)));
    expect(await outcome(sfn.send(new StartExecutionCommand(start)))).toEqual(first);
    const taken = ["ExecutionAlreadyExists", 400, `Execution Already Exists: '${executionArn}'`];
    expect(await outcome(sfn.send(new StartExecutionCommand({ ...start, input: "{}" })))).toEqual(taken);
    await sfn.send(new StopExecutionCommand({ executionArn }));
    expect(await outcome(sfn.send(new StartExecutionCommand(start)))).toEqual(taken);
  });

  it("can be stopped, and then nothing of it goes on", async () => {
    await sfn.send(new StartExecutionCommand(start));
    const stop = new StopExecutionCommand({ executionArn, error: "Enough", cause: "really" });
    expect(await outcome(sfn.send(stop))).toEqual({ stopDate: NOW });
    world.clock.advance(100_000);
    expect(await outcome(sfn.send(stop))).toEqual({ stopDate: NOW });
    const { redriveStatusReason: _, ...rest } = running;
    const aborted = { status: "ABORTED", error: "Enough", cause: "really", stopDate: NOW, redriveStatus: "REDRIVABLE" };
    expect(await describeExecution()).toEqual({ ...rest, ...aborted });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.at(-1)).toEqual({
      ...named("HistoryEvent"),
      executionAbortedEventDetails: { error: "Enough", cause: "really" },
      id: 3,
      previousEventId: 0,
      timestamp: NOW,
      type: "ExecutionAborted",
    });
  });

  it("is stopped at its largest history, so that a loop ends", async () => {
    const choice = { Type: "Choice", Choices: [{ Variable: "$.end", IsPresent: true, Next: "B" }], Default: "A" };
    const loop = { StartAt: "A", States: { A: { Type: "Pass", Next: "C" }, B: { Type: "Succeed" }, C: choice } };
    const { stateMachineArn } = world.stepfunctions.createStateMachine({
      ...requestMachine("loop"),
      definition: JSON.stringify(loop),
    });
    const { executionArn: arn = "" } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    for (;;) {
      const { status, error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn: arn }));
      if (status === "RUNNING") continue;
      const text = "The execution reached the maximum number of history events (25000).";
      expect([status, error, cause]).toEqual(["FAILED", "States.Runtime", text]);
      break;
    }
  });

  it("is listed, the latest first, by status", async () => {
    await sfn.send(new StartExecutionCommand(start));
    await sfn.send(new StartExecutionCommand({ ...start, name: "two" }));
    await sfn.send(new StopExecutionCommand({ executionArn }));
    const list = async (request: object) => {
      const command = new ListExecutionsCommand({ stateMachineArn: waiting.stateMachineArn, ...request });
      return ((await sfn.send(command)).executions ?? []).map(({ name, status }) => [name, status]);
    };
    expect(await list({})).toEqual([
      ["two", "RUNNING"],
      ["one", "ABORTED"],
    ]);
    expect(await list({ statusFilter: "RUNNING" })).toEqual([["two", "RUNNING"]]);
    const statuses = "[SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]";
    const text = `1 validation error detected: Value 'running' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: ${statuses}`;
    expect(await outcome(list({ statusFilter: "running" }))).toEqual(["ValidationException", 400, text]);
  });

  it("has its members in the context as AWS orders those of a Standard workflow", async () => {
    const shown = requestMachine("shown", { Type: "Pass", InputPath: "$$.Execution", End: true });
    world.stepfunctions.createStateMachine(shown);
    const { stateMachineArn, roleArn } = shown;
    const { executionArn: arn = "" } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: "one" }));
    const members = `"StartTime":"2022-05-13T20:00:14.974Z","Name":"one","RoleArn":"${roleArn}","RedriveCount":0`;
    expect(await describeExecution(arn)).toMatchObject({ output: `{"Id":"${arn}","Input":{},${members}}` });
  });

  const nextToken = "x".repeat(3_097);
  it.each([
    [
      { statusFilter: "running" },
      "Value 'running' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
    ],
    [
      { nextToken },
      `Value '${nextToken}' at 'nextToken' failed to satisfy constraint: Member must have length less than or equal to 3096`,
    ],
  ])("rejects a list of %j", async (request, problem) => {
    const list = { stateMachineArn: waiting.stateMachineArn, ...request } as ListExecutionsCommandInput;
    const refused = ["ValidationException", 400, `1 validation error detected: ${problem}`];
    expect(await outcome(sfn.send(new ListExecutionsCommand(list)))).toEqual(refused);
  });

  it.each([
    [true, undefined, /^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=1$/],
    [false, "Root=not-enabled;Sampled=0", /^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=0$/],
  ])("of a machine whose tracing is %j shows the trace header %j", async (enabled, traceHeader, expected) => {
    const traced = { ...requestMachine("traced", { Type: "Pass", End: true }), tracingConfiguration: { enabled } };
    const { stateMachineArn } = world.stepfunctions.createStateMachine(traced);
    const { executionArn: arn = "" } = await sfn.send(new StartExecutionCommand({ stateMachineArn, traceHeader }));
    expect(await describeExecution(arn)).toMatchObject({ traceHeader: expect.stringMatching(expected) });
  });

  it("keeps the definition that it began with", async () => {
    await sfn.send(new StartExecutionCommand(start));
    const { definition, roleArn, stateMachineArn, name } = waiting;
    expect(await outcome(sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn })))).toEqual({
      definition,
      roleArn,
      stateMachineArn,
      name,
      encryptionConfiguration: { ...named("EncryptionConfiguration"), type: "AWS_OWNED_KEY" },
      loggingConfiguration: { ...named("LoggingConfiguration"), level: "OFF", includeExecutionData: false },
      tracingConfiguration: { ...named("TracingConfiguration"), enabled: false },
      updateDate: NOW,
    });
  });

  it("reports a failure", async () => {
    const { stateMachineArn } = failing;
    const { executionArn: arn = "" } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    expect(await describeExecution(arn)).toMatchObject({
      status: "FAILED",
      error: "Oops",
      cause: "why",
      redriveStatus: "REDRIVABLE",
    });
  });

  it("is forgotten when a thousand others have ended after it, but not while it runs", async () => {
    await sfn.send(new StartExecutionCommand(start));
    const { stateMachineArn } = failing;
    const caller = { authorize: () => undefined };
    const fail = (name: string) =>
      world.stepfunctions.call("StartExecution", JSON.stringify({ stateMachineArn, name }), caller);
    for (let number = 0; number <= 1_000; number++) await fail(`n${number}`);
    const arn = (name: string) => `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
    const missing = ["ExecutionDoesNotExist", 400, `Execution Does Not Exist: '${arn("n0")}'`];
    expect(await describeExecution(arn("n0"))).toEqual(missing);
    expect(await describeExecution(arn("n1"))).toMatchObject({ status: "FAILED" });
    expect(await describeExecution()).toEqual(running);
    expect(world.lines).toHaveLength(1_001);
    expect(world.lines[0]).toBe("state machine 'failing': execution n0 FAILED: Oops: why");
  });

  it("rejects what is no JSON, and what is not there", async () => {
    const text = "Invalid State Machine Execution Input: 'Invalid execution input.'";
    expect(await outcome(sfn.send(new StartExecutionCommand({ ...start, input: "" })))).toEqual([
      "InvalidExecutionInput",
      400,
      text,
    ]);
    const missing = ["ExecutionDoesNotExist", 400, `Execution Does Not Exist: '${executionArn}'`];
    expect(await describeExecution()).toEqual(missing);
    expect(await outcome(sfn.send(new StopExecutionCommand({ executionArn })))).toEqual(missing);
  });
});

describe("an execution of an Express workflow that nobody waits for", () => {
  it("is started and forgotten", async () => {
    const { stateMachineArn } = express;
    const arn = "arn:aws:states:us-east-1:123456789012:express:express:one:uuid-1";
    const started = await outcome(sfn.send(new StartExecutionCommand({ stateMachineArn, name: "one" })));
    expect(started).toEqual({ executionArn: arn, startDate: NOW });
    const invalid = ["InvalidArn", 400, "Invalid Arn: 'Resource type not valid in this context: express'"];
    expect(await describeExecution(arn)).toEqual(invalid);
    const unsupported = "This operation is not supported by this type of state machine";
    const list = outcome(sfn.send(new ListExecutionsCommand({ stateMachineArn })));
    expect(await list).toEqual(["StateMachineTypeNotSupported", 400, unsupported]);
  });
});

describe("the tasks of an execution that nobody waits for", () => {
  const runWith = async (type: "STANDARD" | "EXPRESS", definition: object, input = "{}") => {
    const asked: TaskRequest[] = [];
    const runTask = () => (task: TaskRequest) => new Promise<never>(() => asked.push(task));
    const { stepfunctions } = createWorld({ runTask });
    const machine = { ...requestMachine("tasks"), type, definition: JSON.stringify(definition) };
    const { stateMachineArn } = stepfunctions.createStateMachine(machine);
    stepfunctions.call("StartExecution", JSON.stringify({ stateMachineArn, input }), { authorize: () => undefined });
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    return asked;
  };
  const parameters = { TableName: "t", Key: {}, "ConsistentRead.$": "$$.Execution.RedriveCount" };
  const task = { Type: "Task", Resource: "arn:aws:states:::dynamodb:getItem", Parameters: parameters, End: true };

  it.each(["STANDARD", "EXPRESS"] as const)(
    "see in a %s workflow's context how often it was redriven",
    async (type) => {
      const [first] = await runWith(type, { StartAt: "T", States: { T: task } });
      expect(first?.parameters).toEqual({ TableName: "t", Key: {}, ConsistentRead: 0 });
    },
  );

  it("may be as many as a Map runs at a time, without Node taking it for a leak", async () => {
    const any = jest.spyOn(AbortSignal, "any");
    const map = { Type: "Map", ItemProcessor: { StartAt: "T", States: { T: task } }, End: true };
    const asked = await runWith("STANDARD", { StartAt: "M", States: { M: map } }, JSON.stringify(Array(12).fill(1)));
    const shared = any.mock.lastCall?.[0][1];
    any.mockRestore();
    expect(asked).toHaveLength(12);
    expect(shared && getEventListeners(shared, "abort").length).toBe(12);
    expect(shared && getMaxListeners(shared)).toBeGreaterThanOrEqual(12);
  });
});
