import { createStyle } from "@sfn-websocket/run/terminal";
import { readExecuteOptions } from "../../command-line/execute-options";
import { executeWorkflow } from "../../command-line/execute-workflow";
import { createVirtualClock } from "../virtual-clock";

const LAMBDA = "arn:aws:states:::lambda:invoke";
const FILES: Readonly<Record<string, unknown>> = {
  "pass.asl.json": { StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } },
  "wait.asl.json": { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3, End: true } } },
  "fail.asl.json": { StartAt: "Fail", States: { Fail: { Type: "Fail", Error: "Sold", Cause: "none left" } } },
  "long.asl.json": { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 400, End: true } } },
  "invalid.asl.json": {
    StartAt: "Pass",
    States: { Pass: { Type: "Pass", Next: "Gone" }, Other: { Type: "Pass", End: true } },
  },
  "activity.asl.json": {
    StartAt: "Ask",
    States: { Ask: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:ask", End: true } },
  },
  "call.asl.json": {
    StartAt: "Call",
    States: {
      Call: {
        Type: "Task",
        Resource: LAMBDA,
        Parameters: { FunctionName: "price" },
        Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Sorry" }],
        End: true,
      },
      Sorry: { Type: "Pass", Result: "sorry", End: true },
    },
  },
  "name.asl.json": {
    StartAt: "Pass",
    States: { Pass: { Type: "Pass", Result: "${Name} in ${Region}, $${Name}", End: true } },
  },
  "comma.asl.json": '{"StartAt": "A" "States": {}}',
  "mock.json": {
    StateMachines: {
      call: { TestCases: { Happy: { Call: "Price" }, Retried: { Call: "Busy" }, Sad: { Call: "Broken" } } },
    },
    MockedResponses: {
      Price: { "0": { Return: { Payload: 12 } } },
      Busy: { "0": { Throw: { Error: "Busy", Cause: "wait" } }, "1": { Return: { Payload: 13 } } },
      Broken: { "0": { Throw: { Error: "Broken", Cause: "for good" } } },
    },
  },
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Runs the command, letting the times pass that it waits for, and returns what it printed. */
async function execute(line: string[], waits: readonly number[] = [], standardInput = "") {
  const options = readExecuteOptions(line);
  if (options === undefined) throw new Error("the line asks for help");
  const clock = createVirtualClock();
  const printed: string[] = [];
  const logged: string[] = [];
  const running = executeWorkflow(options, {
    clock,
    readFile: (path) => {
      if (!Object.hasOwn(FILES, path)) throw Object.assign(new Error("no file"), { code: "ENOENT" });
      const file = FILES[path];
      return typeof file === "string" ? file : JSON.stringify(file);
    },
    readStandardInput: async () => standardInput,
    print: (text) => printed.push(text.replace(UUID, "<uuid>")),
    ...(options.isTraced && !options.json && { style: createStyle({}, {}) }),
    log: (text) => logged.push(text),
  });
  for (const milliseconds of waits) {
    await clock.waiting(milliseconds);
    clock.advance(milliseconds);
  }
  return { status: await running, printed, logged };
}

const answer = (printed: readonly string[]) => JSON.parse(printed[printed.length - 1] ?? "{}");

describe("a definition with placeholders", () => {
  it("runs with the values that the line gives, and those that are always there", async () => {
    const { printed } = await execute(["name.asl.json", "--substitution", 'Name=a "b"']);
    expect(JSON.parse(answer(printed).output)).toBe('a "b" in us-east-1, ${Name}');
  });

  it.each([
    [
      [],
      "name.asl.json: placeholder has no value, got '${Name}' at /States/Pass/Result; give it by --substitution, or write $${Name} for the text itself",
    ],
    [["--substitution", "Nmae=x"], "--substitution: stands nowhere in name.asl.json, got 'Nmae'; did you mean 'Name'"],
  ])("fails with %j", async (line, message) => {
    await expect(execute(["name.asl.json", ...line])).rejects.toThrow(new Error(message));
  });
});

describe("an execution", () => {
  it("prints what StartSyncExecution answers", async () => {
    const details = '{"__type":"com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails","included":true}';
    expect(await execute(["wait.asl.json", "--input", '{"a" : 1}'], [3000])).toEqual({
      status: 0,
      printed: [
        '{"billingDetails":{"billedDurationInMilliseconds":3000,"billedMemoryUsedInMB":64},' +
          '"executionArn":"arn:aws:states:us-east-1:123456789012:express:wait:<uuid>:<uuid>",' +
          `"input":"{\\"a\\" : 1}","inputDetails":${details},"name":"<uuid>",` +
          `"output":"{\\"a\\" : 1}","outputDetails":${details},"startDate":1.652472014974E9,` +
          '"stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:wait",' +
          '"status":"SUCCEEDED","stopDate":1.652472017974E9}',
      ],
      logged: [],
    });
  });

  it("takes its input from standard input", async () => {
    const { printed } = await execute(["pass.asl.json", "--input", "-"], [], "[1, 2]\n");
    expect(answer(printed).output).toBe("[1, 2]\n");
  });

  it("fails with status 1 and its error and cause", async () => {
    const { status, printed } = await execute(["fail.asl.json"]);
    expect([status, answer(printed)]).toEqual([
      1,
      expect.objectContaining({ status: "FAILED", error: "Sold", cause: "none left" }),
    ]);
  });

  it("fails with status 1 when it takes 5 minutes, unless it is STANDARD", async () => {
    const express = await execute(["long.asl.json"], [300_000]);
    expect([express.status, answer(express.printed).status]).toEqual([1, "TIMED_OUT"]);
    const standard = await execute(["long.asl.json", "--type", "STANDARD"], [400_000]);
    expect([standard.status, answer(standard.printed).status]).toEqual([0, "SUCCEEDED"]);
  });

  it("fails with AWS's error for an input that is not JSON", async () => {
    const message =
      "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'";
    expect(await execute(["pass.asl.json", "--input", "not"])).toEqual({
      status: 1,
      printed: [JSON.stringify({ __type: "com.amazonaws.swf.service.v2.model#InvalidExecutionInput", message })],
      logged: [],
    });
  });

  it("prints its history before the answer", async () => {
    const { printed } = await execute(["pass.asl.json", "--history"]);
    const data = (name: "input" | "output") => ({ [name]: "{}", [`${name}Details`]: { truncated: false } });
    expect(printed.slice(0, -1)).toEqual(
      [
        {
          type: "ExecutionStarted",
          id: 1,
          previousEventId: 0,
          executionStartedEventDetails: { ...data("input"), roleArn: "arn:aws:iam::123456789012:role/pass" },
        },
        {
          type: "PassStateEntered",
          id: 2,
          previousEventId: 0,
          stateEnteredEventDetails: { name: "Pass", ...data("input") },
        },
        {
          type: "PassStateExited",
          id: 3,
          previousEventId: 2,
          stateExitedEventDetails: { name: "Pass", ...data("output") },
        },
        { type: "ExecutionSucceeded", id: 4, previousEventId: 3, executionSucceededEventDetails: data("output") },
      ].map((event) => `{"timestamp":1.652472014974E9,${JSON.stringify(event).slice(1)}`),
    );
    expect(answer(printed).status).toBe("SUCCEEDED");
  });
});

describe("a definition", () => {
  it("fails with status 2 and a line for each of AWS's diagnostics when it is invalid", async () => {
    expect(await execute(["invalid.asl.json"])).toEqual({
      status: 2,
      printed: [],
      logged: [
        "error: invalid.asl.json: /States/Pass/Next: MISSING_TRANSITION_TARGET: Missing 'Next' target: Gone; correct the definition",
        'error: invalid.asl.json: /States/Other: MISSING_TRANSITION_TARGET: State "Other" is not reachable.; lead a state to it, or leave it out',
      ],
    });
  });

  it("is rejected with the place where it is no JSON", async () => {
    await expect(execute(["comma.asl.json"])).rejects.toThrow(
      new Error(
        [
          "comma.asl.json:1:17: expected ',', got '\"States\"'; correct it",
          '  {"StartAt": "A" "States": {}}',
          `${" ".repeat(18)}^`,
        ].join("\n"),
      ),
    );
  });

  it("fails with status 2 when it needs a STANDARD workflow", async () => {
    expect(await execute(["activity.asl.json"])).toEqual({
      status: 2,
      printed: [],
      logged: [
        'error: activity.asl.json: /States/Ask/Resource: SCHEMA_VALIDATION_FAILED: Express state machine does not support Activity ARN; a Standard workflow does: a route\'s execution: "async"',
      ],
    });
  });

  it("fails to be read where there is no such file", async () => {
    const error = new Error("gone.asl.json: cannot be read, got ENOENT; name a file that exists");
    await expect(execute(["gone.asl.json"])).rejects.toEqual(error);
  });
});

describe("a mock file", () => {
  const mocked = (testCase: string, waits: readonly number[] = []) =>
    execute(["call.asl.json", "--mock", "mock.json", "--test-case", testCase], waits);

  it("answers the tasks that its test case names", async () => {
    expect(answer((await mocked("Happy")).printed).output).toBe('{"Payload":12}');
  });

  it("drives retries and failure paths", async () => {
    expect(answer((await mocked("Retried", [1000])).printed).output).toBe('{"Payload":13}');
    expect(answer((await mocked("Sad")).printed).output).toBe('"sorry"');
  });

  it("fails to be used for a test case that it does not have", async () => {
    const error = new Error("mock.json: test case does not exist, got 'Hapy'; did you mean 'Happy'");
    await expect(mocked("Hapy")).rejects.toEqual(error);
  });

  it("is asked for by a task that nothing here can run", async () => {
    const { status, printed } = await execute(["call.asl.json"]);
    expect([status, answer(printed).error, answer(printed).cause]).toEqual([
      1,
      "States.Runtime",
      `This command calls no service, got the resource '${LAMBDA}' of the state 'Call'; mock it with --mock, or run the workflow with npm start.`,
    ]);
  });
});

describe("the whole trace", () => {
  const traced = (more: readonly string[], waits: readonly number[] = []) =>
    execute(["call.asl.json", "--mock", "mock.json", "--test-case", "Retried", "--trace", ...more], waits);

  it("is JSON, with each attempt and its answer", async () => {
    const { status, printed } = await traced(["--json"], [1000]);
    expect(status).toBe(0);
    expect(JSON.parse(printed.join())).toMatchObject({
      status: "SUCCEEDED",
      states: [
        {
          name: "Call",
          failures: [{ error: "Busy", cause: "wait", then: "retried" }],
          task: { mocked: true, attempts: 2, answer: { text: '{"Payload":13}' } },
        },
      ],
    });
  });

  it("is drawn as a tree where there is a style", async () => {
    const { printed } = await traced([], [1000]);
    expect(printed.join().split("\n")).toEqual([
      "workflow   call  SUCCEEDED  1.0 s  <uuid>",
      "  Call  Task, 1.0 s, mocked, 2 attempts",
      "    input  {}",
      "    call   arn:aws:states:::lambda:invoke",
      '    sends  {"FunctionName":"price"}',
      '    gets   {"Payload":13}',
      "    Busy: wait",
      "    tried again",
      '    output {"Payload":13}',
      'output     {"Payload":13}',
    ]);
  });
});
