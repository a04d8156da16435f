import { findResponseProblem } from "../../../states-language/test-state/check-response";
import { apiRequests } from "../../../states-language/calls/api-requests";
import { findApiResponse } from "../../../states-language/calls/api-shapes";
import { apiResponses } from "../../../states-language/calls/api-responses";
import type { Json } from "../../../json";
import { type Asked, test } from "./world";

const task = (resource: string, others: object = {}) => ({
  ...{ Type: "Task", QueryLanguage: "JSONata", Resource: `arn:aws:states:::${resource}`, End: true },
  Arguments: "{% $states.input %}",
  ...others,
});
const branch = { StartAt: "B", States: { B: { Type: "Pass", End: true } } };
const parallel = { Type: "Parallel", Branches: [branch], End: true };
const map = { Type: "Map", ItemProcessor: branch, End: true };
const reading = {
  ...map,
  ItemReader: {
    Resource: "arn:aws:states:::s3:getObject",
    ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
  },
};
const DISTRIBUTED = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" } };
const csv = {
  ...reading,
  ItemProcessor: { ...branch, ...DISTRIBUTED },
  ItemSelector: { "n.$": "$$.Map.Item.Value.n" },
};
const EXCEEDED = {
  status: "FAILED",
  error: "States.ExceedToleratedFailureThreshold",
  cause: "The specified tolerated failure threshold was exceeded",
};
const RESULT = { mock: { result: [] } };

describe("TestState", () => {
  it.each<[string, object, Asked, string]>([
    [
      "an activity without a mock",
      { ...task(""), Resource: "arn:aws:states:us-east-1:123456789012:activity:a" },
      { roleArn: "r" },
      "TestState only supports Activity tasks when a mock is specified",
    ],
    [
      "a job without a mock",
      task("states:startExecution.sync:2"),
      { roleArn: "r" },
      "TestState only supports '.sync:2' service integrations when a mock is specified",
    ],
    ["a task without role and mock", task("lambda:invoke"), {}, "RoleArn must be specified when testing a Task state"],
    [
      "a mock of a Wait state",
      { Type: "Wait", Seconds: 1, End: true },
      RESULT,
      "State type 'Wait' is not supported when a mock is specified",
    ],
    [
      "secrets of a mock",
      task("lambda:invoke"),
      { mock: { result: {} }, revealSecrets: true },
      "TestState does not support RevealSecrets when a mock is specified.",
    ],
    [
      "a context without a mock",
      { Type: "Succeed" },
      { context: {} },
      "Context can only be specified when a mock is specified",
    ],
    [
      "a mock of nothing",
      task("lambda:invoke"),
      { mock: {} },
      "One of the following fields is required for a test mock: [result, errorOutput].",
    ],
    ["a mock of null", task("lambda:invoke"), { mock: { result: null } }, "Mocked result must be a valid JSON object."],
    [
      "a function's payload that is no text",
      task("lambda:invoke"),
      { mock: { result: { Payload: { ok: true } } } },
      "Mock result schema validation error: Field 'Payload' must be a string",
    ],
    [
      "an error without a name",
      task("lambda:invoke"),
      { mock: { errorOutput: { cause: "c" } } },
      "An error was not specified in the mocked error output.",
    ],
    [
      "too few results of branches",
      parallel,
      RESULT,
      "Mocked result must contain the same number of items as number of Parallel branches.",
    ],
    [
      "an error of a state that is not there",
      parallel,
      { mock: { errorOutput: { error: "E" } }, stateConfiguration: { errorCausedByState: "C" } },
      "ErrorCausedByState 'C' is not a state within the tested state",
    ],
    [
      "failed iterations of a task",
      task("lambda:invoke"),
      { mock: { result: {} }, stateConfiguration: { mapIterationFailureCount: 1 } },
      "MapIterationFailureCount is only supported when testing a Map state.",
    ],
    [
      "data of no reader",
      map,
      { ...RESULT, stateConfiguration: { mapItemReaderData: "[]" } },
      "MapItemReaderData can only be specified when testing a Map state with an ItemReader",
    ],
    ["variables that are no object", { Type: "Succeed" }, { variables: [] }, "Variables must be a valid JSON object"],
    [
      "a context of another form",
      task("lambda:invoke"),
      { mock: { result: {} }, context: { Execution: { Id: 1 } } },
      "Invalid Context object provided: Execution.Id must be a string",
    ],
    [
      "a field of the context that is not its own",
      task("lambda:invoke"),
      { mock: { result: {} }, context: { toString: {} } },
      "Invalid Context object provided: Field 'toString' is not allowed",
    ],
    [
      "a token that nothing waits with",
      task("lambda:invoke"),
      { mock: { result: {} }, context: { Task: { Token: "t" } } },
      "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
    [
      "a state that only objects have",
      { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
      { stateName: "toString" },
      "State not found in definition",
    ],
  ])("rejects %s", async (_, definition, asked, message) => {
    expect((await test(definition, asked)).answer).toEqual(["ValidationException", message]);
  });

  it.each<[string, object, object]>([
    ["within the tolerance", { ToleratedFailureCount: 2 }, { status: "SUCCEEDED", output: "[0,0,1]" }],
    ["beyond its count", { ToleratedFailureCount: 1 }, EXCEEDED],
    ["beyond its share", { ToleratedFailurePercentage: 60 }, EXCEEDED],
    ["of a state that sets no threshold", {}, { status: "SUCCEEDED", output: "[0,0,1]" }],
  ])("counts the failed iterations of a Map state: %s", async (_, limits, expected) => {
    const definition = { ...map, ItemProcessor: { ...branch, ...DISTRIBUTED }, ...limits };
    const stateConfiguration = { mapIterationFailureCount: 2 };
    const { answer } = await test(definition, { input: [1, 2, 3], mock: { result: [0, 0, 1] }, stateConfiguration });
    expect(answer).toEqual(expected);
  });

  it("accepts a function's ARN whose account is a placeholder", async () => {
    const definition = { ...task(""), Resource: "arn:aws:lambda:your-region:your-account-id:function:yours" };
    expect((await test(definition, { mock: { result: 1 } })).answer).toEqual({ status: "SUCCEEDED", output: "1" });
  });

  it("lists the members of a row of CSV as a Java map does", async () => {
    const stateConfiguration = { mapItemReaderData: "id,name\n7,Ann\n" };
    const whole = { ...csv, ItemSelector: { "row.$": "$$.Map.Item.Value" } };
    const { answer } = await test(whole, { mock: { result: [1] }, stateConfiguration, inspectionLevel: "DEBUG" });
    expect(answer).toMatchObject({ inspectionData: { afterItemSelector: '[{"row":{"name":"Ann","id":"7"}}]' } });
  });

  it("reads the items that an ItemReader finds in CSV", async () => {
    const stateConfiguration = { mapItemReaderData: 'n,m\n"1,""2",3\n4,5\n', mapIterationFailureCount: 3 };
    const refused = await test(csv, { ...RESULT, stateConfiguration });
    expect(refused.answer).toEqual([
      "ValidationException",
      "Map iteration failure count must be less than or equal to the number of Map iterations",
    ]);
    const read = { ...stateConfiguration, mapIterationFailureCount: 0 };
    const mock = { result: [1, 2] };
    const { answer } = await test(csv, { mock, stateConfiguration: read, inspectionLevel: "DEBUG" });
    expect(answer).toMatchObject({ inspectionData: { afterItemSelector: '[{"n":"1,\\"2"},{"n":"4"}]' } });
    expect(await test(csv, { mock: { result: [1] }, stateConfiguration: read })).toMatchObject({
      answer: ["ValidationException", "Input array does not equal the mocked result array's size"],
    });
    expect(await test(csv, { mock })).toMatchObject({
      answer: [
        "ValidationException",
        "ItemReader data must be specified when testing a Map state with ItemReader specified.",
      ],
    });
  });

  it("tells which result it cannot compare", async () => {
    const { answer, notes } = await test(task("aws-sdk:sqs:toString"), { mock: { result: {} } });
    expect(answer).toEqual({ status: "SUCCEEDED", output: "{}" });
    expect(notes).toEqual([expect.stringContaining("not compared with what aws-sdk:sqs:toString responds")]);
  });
});

describe("a mocked result", () => {
  it.each<[string, string, Json, string | undefined]>([
    ["sqs", "sendMessage", { MessageId: 1 }, "Field 'MessageId' must be a string"],
    ["dynamodb", "getItem", { Item: { a: { L: [{ M: { b: { N: 1 } } }] } } }, "Field 'N' must be a string"],
    [
      "dynamodb",
      "getItem",
      { Item: { __proto__: { S: "s" }, toString: { BOOL: 1 } } },
      "Field 'BOOL' must be a boolean",
    ],
    ["s3", "getObject", { Metadata: { a: 1 } }, "Field 'Metadata' must be a string"],
    ["sfn", "describeExecution", {}, "Required field 'ExecutionArn' is missing"],
    ["kms", "encrypt", { CiphertextBlob: "x".repeat(6_145) }, "Field 'CiphertextBlob' exceeds the maximum length"],
    ["lambda", "getFunction", { Configuration: [] }, "Field 'Configuration' must be an object"],
    ["lambda", "getFunction", { Configuration: { MemorySize: 128 }, Unknown: 1 }, undefined],
  ])("of %s %s that is %j: %j", (service, action, result, problem) => {
    const response = findApiResponse(service, action);
    expect(response && findResponseProblem(result, { response, isStrict: true })).toBe(problem);
  });

  it("is compared with shapes that are all there", () => {
    const known = new Set(["string", "number", "integer", "boolean", "any"]);
    for (const text of [...Object.values(apiResponses), ...Object.values(apiRequests)]) {
      const shapes = new Set([...text.matchAll(/^(\w+) = /gm)].map(([, name]) => name));
      const used = [...text.matchAll(/^\w+: (\w+)$|[[<](\w+)[\]>]|\w!? (\w+)(?=[,}])/gm)].map(
        (found) => found[1] ?? found[2] ?? found[3],
      );
      expect(used.filter((name) => name !== undefined && !shapes.has(name) && !known.has(name))).toEqual([]);
    }
  });
});
