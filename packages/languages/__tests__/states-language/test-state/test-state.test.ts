import { readJson } from "../../../jsonpath/read-json";
import { type Asked, test } from "./world";

const ERROR = { errorOutput: { error: "Busy", cause: "try later" } };
const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { "FunctionName.$": "$.f" } };
const RETRY = [{ ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 2 }];
const CATCH = [
  { ErrorEquals: ["Other"], Next: "No" },
  { ErrorEquals: ["States.TaskFailed"], ResultPath: "$.error", Next: "Recover" },
];
const recovering = { ...task, Retry: RETRY, Catch: CATCH, Next: "After" };
const CAUGHT = { error: "Busy", cause: "try later", nextState: "Recover" };
const INPUT = '{"f":"name"}';
const BEFORE = { input: INPUT, afterInputPath: INPUT, afterParameters: '{"FunctionName":"name"}' };
const DIGITS = "12345678901234567890";
const BIG = readJson(DIGITS);
const DIGITS_OUT = `{"b":${DIGITS},"a":${DIGITS},"c":${DIGITS}}`;
const debug = { inspectionLevel: "DEBUG", input: { f: "name" } } as const;

describe("a mocked failure", () => {
  it.each<[string, Asked["stateConfiguration"], object]>([
    ["is retriable at first", {}, { retryIndex: 0, retryBackoffIntervalSeconds: 2 }],
    ["waits longer after a retry", { retrierRetryCount: 1 }, { retryIndex: 0, retryBackoffIntervalSeconds: 4 }],
  ])("%s", async (_, stateConfiguration, errorDetails) => {
    const { answer } = await test({ ...recovering }, { ...debug, mock: ERROR, stateConfiguration });
    const inspectionData = { ...BEFORE, errorDetails };
    expect(answer).toEqual({ status: "RETRIABLE", error: "Busy", cause: "try later", inspectionData });
  });

  it("is caught once its retries are used up", async () => {
    const { answer } = await test(recovering, { ...debug, mock: ERROR, stateConfiguration: { retrierRetryCount: 2 } });
    const output = '{"f":"name","error":{"Error":"Busy","Cause":"try later"}}';
    expect(answer).toEqual({
      status: "CAUGHT_ERROR",
      ...CAUGHT,
      output,
      inspectionData: { ...BEFORE, afterResultPath: output, errorDetails: { retryIndex: 0, catchIndex: 1 } },
    });
  });

  it("reaches the state around, as in an execution, but not the one around a distributed Map", async () => {
    const inner = { StartAt: "T", States: { T: { ...task, End: true } } };
    const around = { Type: "Parallel", Branches: [inner], Catch: CATCH, End: true };
    const ends = { No: { Type: "Pass", End: true }, Recover: { Type: "Pass", End: true } };
    const machine = { StartAt: "Around", States: { Around: around, ...ends } };
    const asked = { stateName: "T", input: { f: "name" }, mock: ERROR };
    const output = '{"f":"name","error":{"Error":"Busy","Cause":"try later"}}';
    expect((await test(machine, asked)).answer).toEqual({ status: "CAUGHT_ERROR", ...CAUGHT, output });
    const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" };
    const { Branches: _, ...rest } = around;
    const distributed = { ...rest, Type: "Map", ItemProcessor: { ProcessorConfig, ...inner } };
    const far = await test({ ...machine, States: { Around: distributed, ...ends } }, asked);
    expect(far.answer).toEqual({ status: "FAILED", error: "Busy", cause: "try later" });
  });
});

describe("a tested state", () => {
  it.each<[string, object, Asked, object]>([
    [
      "is found within a Map state, as that of its first item, in the language of the machine",
      {
        QueryLanguage: "JSONata",
        StartAt: "M",
        States: {
          M: {
            Type: "Map",
            End: true,
            ItemProcessor: {
              StartAt: "P",
              States: { P: { Type: "Pass", Output: "{% $states.context.Map.Item %}", End: true } },
            },
          },
        },
      },
      { stateName: "P", input: { a: 1 } },
      { status: "SUCCEEDED", output: '{"Index":0,"Value":{"a":1}}' },
    ],
    [
      "keeps the text of an input that it passes on",
      { Type: "Succeed" },
      { input: [1, 2] },
      { status: "SUCCEEDED", output: "[1,2]" },
    ],
    [
      "shows the variables that it had and that it has assigned",
      { Type: "Pass", Assign: { "b.$": "$a", toString: 2 }, End: true },
      { variables: { a: 1 }, inspectionLevel: "DEBUG" },
      {
        status: "SUCCEEDED",
        output: "{}",
        inspectionData: {
          ...{ input: "{}", afterInputPath: "{}", afterParameters: "{}" },
          ...{ afterResultSelector: "{}", afterResultPath: "{}" },
          variables: '{"a":1,"toString":2,"b":1}',
        },
      },
    ],
    [
      "keeps the digits of integers beyond a double, wherever they come from",
      { ...task, Parameters: { FunctionName: "f" }, ResultSelector: { "a.$": "$.n", b: BIG, "c.$": "$v" }, End: true },
      {
        variables: { v: BIG },
        mock: { result: { n: BIG, StatusCode: BIG } },
        inspectionLevel: "DEBUG",
        input: BIG,
      },
      {
        status: "SUCCEEDED",
        output: DIGITS_OUT,
        inspectionData: {
          ...{ input: DIGITS, afterInputPath: DIGITS, afterParameters: '{"FunctionName":"f"}' },
          ...{
            result: `{"n":${DIGITS},"StatusCode":${DIGITS}}`,
            afterResultSelector: DIGITS_OUT,
            afterResultPath: DIGITS_OUT,
          },
          variables: `{"v":${DIGITS}}`,
        },
      },
    ],
    [
      "waits",
      { Type: "Wait", Seconds: 10, Next: "__proto__" },
      {},
      { status: "SUCCEEDED", output: "{}", nextState: "__proto__" },
    ],
    [
      "fails without the place of an execution in the cause",
      { Type: "Pass", InputPath: "$.gone", End: true },
      { inspectionLevel: "DEBUG" },
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: "Invalid path '$.gone' : No results for path: $['gone']",
        inspectionData: { input: "{}" },
      },
    ],
  ])("%s", async (_, definition, asked, expected) => {
    expect((await test(definition, asked)).answer).toEqual(expected);
  });

  it("fails after five minutes", async () => {
    const deadlineFirst = (milliseconds: number) =>
      milliseconds === 300_000 ? Promise.resolve() : new Promise<void>(() => undefined);
    const { answer } = await test({ Type: "Wait", Seconds: 400, End: true }, {}, { wait: deadlineFirst });
    expect(answer).toEqual({ status: "FAILED", error: "States.Timeout" });
  });
});
