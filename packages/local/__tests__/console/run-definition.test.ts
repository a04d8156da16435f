import type { JsonObject } from "@sfn-websocket/languages/json";
import type { RunRequest } from "../../console/editor-api";
import { runDefinition, type RunLimits } from "../../console/run-definition";
import { testState } from "../../console/test-state";
import { configuration } from "../configuration";
import { serve } from "../serve";
import { loadAws } from "./load-aws";

const task = (rest: JsonObject = {}): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::dynamodb:putItem",
  Parameters: { TableName: "orders", Item: { id: { S: "1" } } },
  End: true,
  ...rest,
});
const one = (state: JsonObject): JsonObject => ({ StartAt: "A", States: { A: state } });
const KEEP = one(task());

const aws = loadAws(
  configuration({
    routes: { $default: { definition: KEEP } },
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "states:*", Resource: "*" }] },
    resource: { aws_iam_role: { main: { name: "role", assume_role_policy: trust() } } },
  }),
);
const [machine] = aws.region("us-east-1").stepfunctions.stateMachines();

function trust(): string {
  const principal = { Service: ["apigateway.amazonaws.com", "states.amazonaws.com"] };
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

interface Asked extends Partial<RunRequest> {
  readonly of: JsonObject;
  readonly limits?: Partial<RunLimits>;
  readonly signal?: AbortSignal;
  readonly isServed?: boolean;
}

function run({ of, limits = {}, signal = new AbortController().signal, isServed = false, ...rest }: Asked) {
  const text = JSON.stringify(of);
  const request = { definition: text, input: "{}", ...rest };
  const edited = { text, machine: isServed ? machine : undefined, source: undefined };
  return runDefinition({ aws, edited, request, signal, limits });
}

it("rejects a definition that nests too deep to be looked through", async () => {
  const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const edited = { text, machine: undefined, source: undefined };
  const { signal } = new AbortController();
  await expect(
    runDefinition({ aws, edited, request: { definition: text, input: "{}" }, signal }),
  ).rejects.toMatchObject({
    status: 400,
  });
});

it("tells the states with their inputs and outputs, and lets time pass faster", async () => {
  const { execution, permissions } = await run({
    of: {
      StartAt: "Wait",
      States: {
        Wait: { Type: "Wait", Seconds: 100, Next: "Say" },
        Say: { Type: "Pass", Result: "<b>hi</b>", End: true },
      },
    },
    input: '{"n":1}',
    speed: 1_000,
  });
  expect(execution).toMatchObject({
    status: "SUCCEEDED",
    output: { text: '"<b>hi</b>"' },
    states: [
      { name: "Wait", status: "succeeded", input: { text: '{"n":1}' }, next: "Say" },
      { name: "Say", status: "succeeded", output: { text: '"<b>hi</b>"' } },
    ],
  });
  expect(execution.duration).toBeGreaterThanOrEqual(100_000);
  expect(permissions).toEqual([]);
});

it("answers tasks as the mocks say, attempt by attempt", async () => {
  const retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 3 }];
  const { execution } = await run({
    of: one(task({ Retry: retry })),
    mocks: { A: { "0-1": { Throw: { Error: "Busy", Cause: "later" } }, "2": { Return: { done: true } } } },
    speed: 1_000,
  });
  expect(execution).toMatchObject({
    status: "SUCCEEDED",
    output: { text: '{"done":true}' },
    states: [
      {
        task: { mocked: true },
        failures: [
          { error: "Busy", then: "retried" },
          { error: "Busy", then: "retried" },
        ],
      },
    ],
  });
});

it("fails a task that is not mocked where the run has no role", async () => {
  const { execution } = await run({ of: KEEP });
  expect(execution).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  expect(execution.cause).toContain("mock the state, or run it as a served workflow");
});

it("runs in the name of a served machine, and tells the statement that its role lacks", async () => {
  const { execution, permissions } = await run({ of: KEEP, isServed: true });
  expect(execution).toMatchObject({ status: "FAILED", stateMachineArn: machine?.stateMachineArn });
  expect(permissions).toMatchObject([
    {
      roleArn: "arn:aws:iam::123456789012:role/role",
      principal: "states.amazonaws.com",
      action: "dynamodb:PutItem",
      allowed: false,
      needed: {
        Effect: "Allow",
        Action: "dynamodb:PutItem",
        Resource: "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
      },
    },
  ]);
});

it("stops a loop without end, and tells its beginning", async () => {
  const again = [{ Variable: "$.end", IsPresent: true, Next: "Z" }];
  const states = { A: { Type: "Choice", Choices: again, Default: "A" }, Z: { Type: "Succeed" } };
  const { execution } = await run({ of: { StartAt: "A", States: states }, limits: { events: 50 } });
  expect(execution).toMatchObject({ status: "ABORTED", cause: expect.stringContaining("after 50 events") });
  expect(execution.states.length).toBeGreaterThan(10);
  expect(execution.events.every(({ timestamp }) => Number.isFinite(timestamp))).toBe(true);
});

const WAIT = one({ Type: "Wait", Seconds: 100_000, End: true });

it("stops what takes too long, and what nobody waits for any more", async () => {
  const late = run({ of: WAIT, type: "STANDARD", limits: { milliseconds: 10 } });
  expect((await late).execution).toMatchObject({ status: "ABORTED", cause: expect.stringContaining("0.01 s") });
  const page = new AbortController();
  const left = run({ of: WAIT, type: "STANDARD", signal: page.signal });
  page.abort();
  expect((await left).execution).toMatchObject({ status: "ABORTED" });
});

it("rejects more runs at a time than there may be", async () => {
  const page = new AbortController();
  const first = run({ of: WAIT, type: "STANDARD", signal: page.signal });
  // The first one is prepared before the second one is counted.
  await new Promise((resolve) => setImmediate(resolve));
  await expect(run({ of: WAIT, limits: { runs: 1 } })).rejects.toThrow(
    "run: too many at a time, got 2; wait until one has ended",
  );
  page.abort();
  await first;
});

it.each<[string, Asked, string]>([
  ["a definition that is invalid", { of: { StartAt: "A", States: {} } }, "Invalid State Machine Definition"],
  ["an input that is no JSON", { of: WAIT, input: "{" }, "input: "],
  ["a mock of no state", { of: KEEP, mocks: { B: {} } }, "mocks: state does not exist, got 'B'; mock one of 'A'"],
  [
    "a mock that is no object",
    { of: KEEP, ...(JSON.parse('{"mocks":{"A":null}}') as object) },
    `mocks.A: not an object, got null; write what its invocations return, as {"0": {"Return": 1}}`,
  ],
  ["a mock that is none", { of: KEEP, mocks: { A: { x: { Return: 1 } } } }, "mocks.A: not an invocation or a range"],
  [
    "data without end",
    {
      of: WAIT,
      input: JSON.stringify("x".repeat(5_000)),
      speed: 1_000,
      limits: { characters: 1_000, milliseconds: 1 },
    },
    "run: its data is too much",
  ],
])("rejects %s", async (_, asked, message) => expect(run(asked)).rejects.toThrow(message));

it("tests one state as AWS's TestState does", async () => {
  const definition = JSON.stringify({ Type: "Pass", Result: 1, Next: "B" });
  expect(await testState(aws, { definition, input: "{}" })).toMatchObject({
    status: "SUCCEEDED",
    output: "1",
    nextState: "B",
  });
  await expect(testState(aws, { definition: "{" })).rejects.toThrow("test-state: ");
});

it("ends the test of a state that nobody waits for any more", async () => {
  const gone = new AbortController();
  const request = { definition: JSON.stringify({ Type: "Wait", Seconds: 299, Next: "B" }), input: "{}" };
  const tested = testState(aws, { ...request, roleArn: machine!.roleArn }, gone.signal);
  await new Promise(setImmediate);
  gone.abort();
  expect(await tested).toMatchObject({ status: "FAILED" });
});

it("ends the runs of a page that has gone, so that others may run", async () => {
  const served = await serve(configuration({ routes: { $default: { definition: KEEP } } }));
  const ask = (of: JsonObject, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${served.port}/_console/api/run`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ definition: JSON.stringify(of), input: "{}", type: "STANDARD" }),
      ...(signal && { signal }),
    });
  const askUntil = async (status: number) => {
    while ((await ask(one({ Type: "Succeed" }))).status !== status);
  };
  const page = new AbortController();
  const waiting = Array.from({ length: 4 }, () => ask(WAIT, page.signal).catch(() => "gone"));
  await askUntil(429);
  page.abort();
  expect(await Promise.all(waiting)).toEqual(["gone", "gone", "gone", "gone"]);
  await askUntil(200);
  await served.close();
});
