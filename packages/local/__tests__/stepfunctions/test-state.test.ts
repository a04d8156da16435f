import { SFNClient, TestStateCommand } from "@aws-sdk/client-sfn";
import { TaskFailure } from "@sfn-websocket/languages/states-language/state-machine";
import { createStepFunctionsApi } from "../../stepfunctions/api";
import { type ApiServer, outcome, serveApi } from "../api-server";
import { createWorld } from "./step-functions-world";

const task = {
  Type: "Task",
  Resource: "arn:aws:states:::dynamodb:getItem",
  Parameters: { TableName: "t", Key: { id: { "S.$": "States.Format('{}', $.id)" } } },
  Next: "After",
};
const catching = { ...task, Catch: [{ ErrorEquals: ["Broken"], ResultPath: "$.error", Next: "Recover" }] };
const retrying = { ...catching, Retry: [{ ErrorEquals: ["Broken"] }] };
const choice = {
  Type: "Choice",
  Choices: [{ Variable: "$.id", NumericEquals: 1, Next: "One" }],
  Default: "Other",
};

describe("TestState", () => {
  let server: ApiServer;
  let sfn: SFNClient;
  let calls: number;
  let lines: readonly string[];

  beforeEach(async () => {
    calls = 0;
    const world = createWorld({
      runTask:
        () =>
        async ({ parameters }) => {
          calls++;
          if (JSON.stringify(parameters) !== '{"TableName":"t","Key":{"id":{"S":"1"}}}')
            throw new TaskFailure("Broken", "on purpose");
          return { found: true };
        },
    });
    lines = world.lines;
    server = await serveApi(createStepFunctionsApi(world.stepfunctions));
    sfn = new SFNClient(server.client);
  });
  afterEach(() => server.close());

  const test = (definition: object, input: object, others: object = {}) =>
    outcome(
      sfn.send(
        new TestStateCommand({
          roleArn: "arn:aws:iam::123456789012:role/sfn",
          definition: JSON.stringify(definition),
          input: JSON.stringify(input),
          ...others,
        }),
      ),
    );

  it.each<[object, object, object]>([
    [{ Type: "Pass", Result: 1, End: true }, {}, { status: "SUCCEEDED", output: "1" }],
    [{ Type: "Pass", Next: "After" }, { a: 1 }, { status: "SUCCEEDED", output: '{"a":1}', nextState: "After" }],
    [choice, { id: 1 }, { status: "SUCCEEDED", output: '{"id":1}', nextState: "One" }],
    [choice, { id: 2 }, { status: "SUCCEEDED", output: '{"id":2}', nextState: "Other" }],
    [{ Type: "Fail", Error: "E", Cause: "c" }, {}, { status: "FAILED", error: "E", cause: "c" }],
    [task, { id: 1 }, { status: "SUCCEEDED", output: '{"found":true}', nextState: "After" }],
    [task, { id: 2 }, { status: "FAILED", error: "Broken", cause: "on purpose" }],
    [
      catching,
      { id: 2 },
      {
        status: "CAUGHT_ERROR",
        error: "Broken",
        cause: "on purpose",
        nextState: "Recover",
        output: '{"id":2,"error":{"Error":"Broken","Cause":"on purpose"}}',
      },
    ],
    [retrying, { id: 2 }, { status: "RETRIABLE", error: "Broken", cause: "on purpose" }],
  ])("of %j with %j is %j", async (definition, input, expected) => {
    expect(await test(definition, input)).toEqual(expected);
    expect(calls).toBeLessThanOrEqual(1);
  });

  it("shows what the state made of its input", async () => {
    const inspectionData = {
      input: '{"id":1}',
      afterInputPath: '{"id":1}',
      afterParameters: '{"TableName":"t","Key":{"id":{"S":"1"}}}',
      result: '{"found":true}',
      afterResultSelector: '{"found":true}',
      afterResultPath: '{"found":true}',
    };
    const expected = { status: "SUCCEEDED", output: '{"found":true}', nextState: "After", inspectionData };
    expect(await test(task, { id: 1 }, { inspectionLevel: "DEBUG" })).toEqual(expected);
  });

  it("runs no task that is mocked, and needs no role for it", async () => {
    const mocked = await test(task, { id: 2 }, { roleArn: undefined, mock: { result: '{"Item":{}}' } });
    expect(mocked).toEqual({ status: "SUCCEEDED", output: '{"Item":{}}', nextState: "After" });
    const failed = { mock: { errorOutput: { error: "Broken", cause: "mocked" } } };
    expect(await test(retrying, { id: 1 }, { ...failed, stateConfiguration: { retrierRetryCount: 3 } })).toEqual({
      status: "CAUGHT_ERROR",
      error: "Broken",
      cause: "mocked",
      nextState: "Recover",
      output: '{"id":1,"error":{"Error":"Broken","Cause":"mocked"}}',
    });
    expect(calls).toBe(0);
  });

  it("logs which mocked result it cannot compare, and which member it does not know", async () => {
    const definition = { ...task, Resource: "arn:aws:states:::aws-sdk:ec2:describeVpcs" };
    expect(await test(definition, { id: 1 }, { mock: { result: "{}" } })).toMatchObject({ status: "SUCCEEDED" });
    expect(lines).toEqual([
      "Step Functions: TestState: mock.result: not compared with what aws-sdk:ec2:describeVpcs responds, which is not known here; compare it with AWS's API reference, or set fieldValidationMode to NONE",
    ]);
  });

  it.each<[object, string, string]>([
    [
      { mock: { result: "{}", fieldValidationMode: "LAX" } },
      "ValidationException",
      "1 validation error detected: Value 'LAX' at 'mock.fieldValidationMode' failed to satisfy constraint: Member must satisfy enum value set: [STRICT, PRESENT, NONE]",
    ],
    [
      { stateConfiguration: { retrierRetryCount: -1 } },
      "ValidationException",
      "1 validation error detected: Value '-1' at 'stateConfiguration.retrierRetryCount' failed to satisfy constraint: Member must have value greater than or equal to 0",
    ],
    [
      { mock: { result: '{"Item":1}' } },
      "ValidationException",
      "Mock result schema validation error: Field 'Item' must be an object",
    ],
    [{ roleArn: undefined }, "ValidationException", "RoleArn must be specified when testing a Task state"],
  ])("rejects %j", async (others, code, message) => {
    expect(await test(task, { id: 1 }, others)).toEqual([code, 400, message]);
  });

  it("rejects what is no state, and an input that is no JSON", async () => {
    const text =
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null'";
    expect(await outcome(sfn.send(new TestStateCommand({ definition: "1" })))).toEqual([
      "InvalidDefinition",
      400,
      text,
    ]);
    const command = new TestStateCommand({ definition: '{"Type":"Succeed"}', input: "" });
    const invalid = "Invalid State Machine Execution Input: 'Invalid execution input.'";
    expect(await outcome(sfn.send(command))).toEqual(["InvalidExecutionInput", 400, invalid]);
  });
});
