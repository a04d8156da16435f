import { join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { parseMockConfig, requireTestCase } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { createMockedTasks } from "@sfn-websocket/languages/states-language/execution/run-mocked-task";
import { prepareStateMachine } from "@sfn-websocket/languages/states-language/state-machine";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { runChild } from "@sfn-websocket/run/__tests__/start-child";
import { readCases } from "@sfn-websocket/tools/conformance/read-cases";
import { VirtualTime } from "@sfn-websocket/tools/conformance/virtual-time";
import { writeConformanceCase } from "../../traces/copy/conformance-case";
import type { CopyText } from "../../traces/copy/copy-text";
import { writeMockCase } from "../../traces/copy/mock-case";
import { quoteWord } from "../../traces/copy/shell-word";
import { writeStartExecution } from "../../traces/copy/start-execution";
import { writeTemplateCase } from "../../traces/copy/template-case";
import { writeWscat } from "../../traces/copy/wscat";
import { EXECUTION_ARN, executionOf, runTraced, STATE_MACHINE_ARN, toText, traceOf } from "./run-traced";

const PLACE = { address: "ws://127.0.0.1:4566/api", endpoint: "http://127.0.0.1:4566" };
const HOSTILE = `it's "quoted" \\ $(id) \`id\` $HOME !! #\n<img src=x onerror=alert(1)> é 👍 *`;
const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f" } };

function requireText(copy: CopyText): string {
  if ("text" in copy) return copy.text;
  throw new Error(copy.refused);
}

describe("commands", () => {
  /** What a shell makes of lines: the arguments of each `show`, by lines of NUL-separated words. */
  async function readWords(lines: readonly string[]): Promise<string[][]> {
    const script = [
      "show() { printf '%s\\0' \"$@\" $'\\036'; }",
      'wscat() { show "$@"; }; aws() { show "$@"; }',
      ...lines,
    ];
    const { stdout } = await runChild("bash", ["-c", script.join("\n")], { cwd: __dirname, timeout: 60_000 });
    return stdout
      .split("\u001e\0")
      .slice(0, -1)
      .map((words) => words.split("\0").slice(0, -1));
  }

  it("quotes words so that a shell reads each text as it was", async () => {
    const texts = [
      "",
      "plain",
      "'",
      "''",
      "a'b\nc",
      HOSTILE,
      "\u001b[2J\t\r\u0007'\\1",
      "\u00851",
      "-x",
      "~",
      "a=b;c&d|e",
      "\\",
    ];
    expect(await readWords([`show ${texts.map(quoteWord).join(" ")}`])).toEqual([texts]);
  });

  it("writes nothing that acts upon a terminal when it is pasted", () => {
    expect(quoteWord("\u001b[2J\r\u009b1")).toMatch(/^[\x20-\x7e]+$/);
  });

  it("writes commands that a shell reads as they are meant", async () => {
    const message = traceOf({ received: toText(HOSTILE), duration: 4200 });
    const handshake = {
      path: "/api",
      sourceIp: "127.0.0.1",
      headers: { host: "127.0.0.1:4566", "x-user": "it's me", "sec-websocket-key": "k" },
      query: { room: "a b&c" },
      protocols: ["chat"],
    };
    const execution = executionOf({ input: toText(JSON.stringify({ text: HOSTILE })) });
    const standard = executionOf({ executionArn: EXECUTION_ARN.replace(":express:", ":execution:") });
    const copies = [
      writeWscat(message, PLACE),
      writeWscat(traceOf({ kind: "CONNECT", handshake }), PLACE),
      writeStartExecution(traceOf({ execution }), PLACE),
      writeStartExecution(traceOf({ execution: standard }), PLACE),
    ];
    const machine = ["--region", "us-east-1", "--state-machine-arn", STATE_MACHINE_ARN, "--input"];
    expect(await readWords(copies.map(requireText))).toEqual([
      ["--connect", "ws://127.0.0.1:4566/api", "--execute", HOSTILE, "--wait", "7"],
      ["--connect", "ws://127.0.0.1:4566/api?room=a+b%26c", "--subprotocol", "chat", "--header", "x-user:it's me"],
      [
        "stepfunctions",
        "start-sync-execution",
        "--endpoint-url",
        "http://api.localhost:4566",
        ...machine,
        execution.input.text,
      ],
      ["stepfunctions", "start-execution", "--endpoint-url", "http://127.0.0.1:4566", ...machine, "{}"],
    ]);
  });

  it.each<[string, CopyText]>([
    [
      "the message: only its beginning was kept, got 1 of 9 characters",
      writeWscat(traceOf({ received: { text: "{", length: 9 } }), PLACE),
    ],
    ["wscat: sends messages only, got POST", writeWscat(traceOf({ kind: "POST" }), PLACE)],
    ["wscat: the stage has no address", writeWscat(traceOf(), { endpoint: "" })],
    ["aws stepfunctions: no workflow ran", writeStartExecution(traceOf(), PLACE)],
    ["mock file: no workflow ran", writeMockCase(traceOf())],
    ["mock file: no Task state was called", writeMockCase(traceOf({ execution: executionOf() }))],
    [
      "mock file: the last events were not kept, got 9 of them",
      writeMockCase(traceOf({ execution: executionOf({ eventsLeftOut: 9 }) })),
    ],
    [
      "conformance case: the last events were not kept, got 9 of them",
      writeConformanceCase(traceOf({ execution: executionOf({ eventsLeftOut: 9 }) })),
    ],
    ["conformance case: no workflow ran", writeConformanceCase(traceOf())],
    [
      "conformance case: the execution has not ended by itself, got RUNNING",
      writeConformanceCase(traceOf({ execution: executionOf({ status: "RUNNING" }) })),
    ],
    ["conformance case: no request template was rendered", writeTemplateCase(traceOf())],
  ])("says that it cannot: %s", (refused, copy) => expect(copy).toEqual({ refused }));
});

const RETRIED: JsonObject = {
  StartAt: "Charge 'it' <b>",
  States: {
    "Charge 'it' <b>": {
      ...TASK,
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 1 }],
      Catch: [{ ErrorEquals: ["Declined"], ResultPath: "$.failure", Next: "Each" }],
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemProcessor: { StartAt: "Item", States: { Item: { ...TASK, InputPath: "$", End: true } } },
      End: true,
    },
  },
};
const BUSY = { error: "Busy", cause: "it's\nbusy" };
const TAPE = [
  { state: "Charge 'it' <b>", result: BUSY },
  { state: "Charge 'it' <b>", result: BUSY },
  { state: "Charge 'it' <b>", result: { error: "Declined", cause: "<img src=x>" } },
  { state: "Item", result: { output: { n: 1, text: HOSTILE } } },
  { state: "Item", result: { output: 2 } },
];
const TWICE: JsonObject = { StartAt: "A", States: { A: { ...TASK, End: true } } };
const IDS: JsonObject = {
  StartAt: "A",
  States: {
    A: {
      Type: "Pass",
      Parameters: { "id.$": "States.UUID()", "arn.$": "$$.Execution.Id", "given.$": "$.given" },
      End: true,
    },
  },
};
const NAMED: JsonObject = {
  StartAt: "Make",
  States: {
    Make: { Type: "Pass", Parameters: { "id.$": "States.UUID()", "name.$": "$$.Execution.Name" }, Next: "A" },
    A: {
      ...TASK,
      Parameters: { FunctionName: "f", Payload: { "id.$": "$.id", "name.$": "$.name" } },
      ResultPath: "$.told",
      End: true,
    },
  },
};
/** What `runTraced` lets an execution have for its ids and its name. */
const [MADE_ID, MADE_NAME] = ["8f7f3d3c-9a76-4e0f-8d1b-1f6c1f6a5a10", "run"];
const BRANCHES: JsonObject = {
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Slow", States: { Slow: { ...TASK, End: true } } },
        { StartAt: "Failing", States: { Failing: { ...TASK, End: true } } },
      ],
      End: true,
    },
  },
};

const TRACES: readonly [string, () => Promise<Trace>][] = [
  ["is retried, caught and iterated", () => runTraced(RETRIED, { input: { items: [1, 2] }, tape: TAPE })],
  ["fails", () => runTraced(TWICE, { tape: [{ state: "A", result: { error: "E", cause: "because" } }] })],
  ["fails without a cause", () => runTraced(TWICE, { tape: [{ state: "A", result: { error: "E", cause: "" } }] })],
];

it.each(TRACES)(
  "writes a mock file that this project reads, and in which a workflow that %s does so again",
  async (_name, run) => {
    const trace = await run();
    const { execution } = trace;
    const definition: JsonObject = JSON.parse(execution?.definition ?? "");
    const config = parseMockConfig(requireText(writeMockCase(trace)), "mocks.json");
    const testCase = requireTestCase(config, { name: "Trace7", stateMachine: "orders", definition });
    const [time, runMocked] = [new VirtualTime(), createMockedTasks(testCase)];
    const outcome = prepareStateMachine(definition).execute({
      input: JSON.parse(execution?.input.text ?? ""),
      context: { Execution: { Id: EXECUTION_ARN }, StateMachine: { Id: STATE_MACHINE_ARN } },
      world: {
        now: () => time.now,
        wait: (milliseconds, signal) => time.wait(milliseconds, signal),
        random: () => 0.5,
        uuid: () => "",
        runTask: (task) => runMocked(task) ?? Promise.reject(new Error(`${task.state} is not mocked`)),
      },
    });
    const { status, output, error, cause } = execution ?? executionOf();
    expect(await time.settle(Promise.resolve(outcome))).toEqual({
      status,
      ...(output && { output: JSON.parse(output.text) }),
      ...(error !== undefined && { error, cause }),
    });
  },
);

it("counts attempts as the mock file does: equal ones that follow each other are a range", async () => {
  const trace = await runTraced(RETRIED, { input: { items: [1, 2] }, tape: TAPE });
  const { MockedResponses } = JSON.parse(requireText(writeMockCase(trace)));
  expect(MockedResponses["Trace7: Charge 'it' <b>"]).toEqual({
    "0-1": { Throw: { Error: "Busy", Cause: "it's\nbusy" } },
    "2": { Throw: { Error: "Declined", Cause: "<img src=x>" } },
  });
});

it("rejects a mock file of a task that had not answered when another branch failed", async () => {
  const tape = [
    { state: "Slow", result: { hang: true } },
    { state: "Failing", result: { error: "E", cause: "c" } },
  ];
  const trace = await runTraced(BRANCHES, { tape });
  expect(writeMockCase(trace)).toEqual({
    refused: "mock file: cannot say that a task does not answer, got state 'Slow'",
  });
});

const CASES: readonly [string, () => Promise<Trace>][] = [
  ...TRACES,
  ["makes an id of its own", () => runTraced(IDS, { input: { given: "8f7f3d3c-0000-4e0f-8d1b-1f6c1f6a5a10" } })],
  [
    "ends while a branch waits for its task",
    () =>
      runTraced(BRANCHES, {
        tape: [
          { state: "Slow", result: { hang: true } },
          { state: "Failing", result: { error: "E", cause: "c" } },
        ],
      }),
  ],
];

it.each(CASES)("writes a conformance case, which is met, of a workflow that %s", async (_name, run) => {
  const text = requireText(writeConformanceCase(await run()));
  const cases = readCases(join(__dirname, "trace.jsonl"), text);
  expect(cases).toMatchObject([{ area: "Amazon States Language", id: "trace 7/orders" }]);
  expect(await cases[0]?.run()).toMatchObject({ met: true });
  const wrong = text.replace(/"expect": .*$/m, '"expect": {"status": "SUCCEEDED", "output": "another"}}');
  expect(await readCases("trace.jsonl", wrong)[0]?.run()).toMatchObject({ met: false });
});

it("masks, too, what the workflow made and a task answered, but not what a task made", async () => {
  const [own, tasks] = ["11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"];
  const answered = { id: MADE_ID, name: MADE_NAME, tasks };
  const trace = await runTraced(NAMED, { tape: [{ state: "A", result: { output: answered } }] });
  // As an execution of another time has it, whose ids are its own.
  const renamed: Trace = JSON.parse(
    JSON.stringify(trace).replaceAll(MADE_ID, own).replaceAll('\\"run\\"', '\\"5e0c\\"'),
  );
  const text = requireText(writeConformanceCase(renamed));
  expect(JSON.parse(text).expect.output).toEqual({
    id: "<uuid>",
    name: "<execution-name>",
    told: { id: "<uuid>", name: "<execution-name>", tasks },
  });
  expect(await readCases("trace.jsonl", text)[0]?.run()).toMatchObject({ met: true });
});

it("masks in a conformance case what the workflow makes anew, and nothing that it was given", async () => {
  const text = requireText(
    writeConformanceCase(await runTraced(IDS, { input: { given: "8f7f3d3c-0000-4e0f-8d1b-1f6c1f6a5a10" } })),
  );
  const { output } = JSON.parse(text).expect;
  expect(output).toMatchObject({ id: "<uuid>", given: "8f7f3d3c-0000-4e0f-8d1b-1f6c1f6a5a10" });
});

it("writes a template case, which is met", async () => {
  const request = {
    source: {},
    template: toText('{"id": "$context.connectionId", "stage": "$stageVariables.name", "body": $input.json("$.a")}'),
    context: { connectionId: "it's" },
    stageVariables: { name: "api" },
    rendered: toText('{"id": "it\'s", "stage": "api", "body": [1,"\\n"]}'),
  };
  const text = requireText(writeTemplateCase(traceOf({ received: toText('{"a":[1,"\\n"]}'), request })));
  const cases = readCases("trace.jsonl", text);
  expect(cases).toMatchObject([{ area: "Mapping templates", id: "trace 7/order" }]);
  expect(await cases[0]?.run()).toMatchObject({ met: true });
});
