import type { JsonObject } from "@sfn-websocket/languages/json";
import { prepareStateMachine, TaskFailure } from "@sfn-websocket/languages/states-language/state-machine";
import { ExecutionTrail } from "../../stepfunctions/execution-trail";
import { startSyncExecution } from "../../stepfunctions/start-sync-execution";
import { readExecutionTrace } from "../../trace/read-execution";
import type { StateTrace, Trace } from "../../trace/trace";
import { TraceStore } from "../../trace/trace-store";
import { configuration, PASS } from "../configuration";
import { loadAws } from "../console/load-aws";

const map = (states: JsonObject, rest: JsonObject = {}): JsonObject => ({
  Type: "Map",
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: Object.keys(states)[0] ?? "",
    States: states,
  },
  End: true,
  ...rest,
});
const PASSES = { First: { Type: "Pass", Next: "Last" }, Last: { Type: "Pass", End: true } };
const CHARGE = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "charge" },
  End: true,
};

/** The trace of a Standard workflow's execution that has ended, and its outline. */
async function run(state: JsonObject, input: string): Promise<Trace & { readonly outline: Trace | undefined }> {
  const traces = new TraceStore();
  const runTask = () => Promise.reject(new TaskFailure("Lambda.X", "why"));
  const aws = loadAws(configuration({ routes: { $default: { definition: PASS } } }), { traces, runTask });
  const { stepfunctions } = aws.region("us-east-1");
  const [{ roleArn } = { roleArn: "" }] = stepfunctions.stateMachines();
  const { End: _end, ...each } = state;
  const states = { Each: { ...each, Next: "After" }, After: { Type: "Succeed" } };
  const definition = JSON.stringify({ StartAt: "Each", States: states });
  const { stateMachineArn } = stepfunctions.createStateMachine({ name: "m", definition, roleArn, type: "STANDARD" });
  const request = JSON.stringify({ stateMachineArn, input });
  const { body } = await stepfunctions.call("StartExecution", request, { authorize: () => undefined });
  await stepfunctions.whenEnded((JSON.parse(body) as { readonly executionArn: string }).executionArn);
  const trace = traces.findTrace(1);
  if (trace === undefined) throw new Error("no trace");
  return { ...trace, outline: traces.findTrace(1, 0) };
}

/** Such as `Each(Map succeeded) > [0](Iteration succeeded)`, a line a state. */
const draw = (states: readonly StateTrace[], indent = ""): readonly string[] =>
  states.flatMap(({ name, type, status, children, failures }) => [
    `${indent}${name} ${type} ${status}${failures.map(({ error, then }) => ` ${error} ${then}`).join()}`,
    ...draw(children, `${indent}  `),
  ]);

it("tells of a distributed Map's iterations below it, and of those in them", async () => {
  const { execution } = await run(map({ Inner: map(PASSES) }), "[[1,2],[3]]");
  expect(draw(execution?.states ?? [])).toEqual([
    "Each Map succeeded",
    "  [0] Iteration succeeded",
    "    Inner Map succeeded",
    ...["      [0] Iteration succeeded", "        First Pass succeeded", "        Last Pass succeeded"],
    ...["      [1] Iteration succeeded", "        First Pass succeeded", "        Last Pass succeeded"],
    "  [1] Iteration succeeded",
    "    Inner Map succeeded",
    ...["      [0] Iteration succeeded", "        First Pass succeeded", "        Last Pass succeeded"],
    "After Succeed succeeded",
  ]);
  const [{ children: [first, second] = [] } = {}] = execution?.states ?? [];
  expect([first?.children[0]?.input?.text, second?.index]).toEqual(["[1,2]", 1]);
  expect(execution?.events.map(({ type }) => type)).toEqual([
    ...["ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted"],
    ...["MapRunSucceeded", "MapStateSucceeded", "MapStateExited"],
    ...["SucceedStateEntered", "SucceedStateExited", "ExecutionSucceeded"],
  ]);
});

it.each([
  ["went well", map({ Inner: map(PASSES) }), "[[1,2],[3]]"],
  ["failed", map({ Charge: CHARGE }), "[1]"],
])("tells in outline the same states of what %s, without their data", async (_, state, input) => {
  const { execution, outline } = await run(state, input);
  expect(draw(outline?.execution?.states ?? [])).toEqual(draw(execution?.states ?? []));
  expect(JSON.stringify(outline?.execution?.states)).not.toMatch(/"(input|output|request|answer)"/);
});

it("tells what failed in an iteration, and what its Map caught", async () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "After" }];
  const { execution, outcome } = await run(map({ Charge: CHARGE }, { Catch }), "[1]");
  expect(outcome).toBe("caught");
  expect(draw(execution?.states ?? [])).toEqual([
    "Each Map caught States.ExceedToleratedFailureThreshold caught",
    "  [0] Iteration failed",
    "    Charge Task failed Lambda.X failed",
    "After Succeed succeeded",
  ]);
});

it("tells of a Fail state in an iteration", async () => {
  const { execution } = await run(map({ No: { Type: "Fail", Error: "No" } }), "[1]");
  expect(draw(execution?.states ?? [])).toEqual([
    "Each Map failed States.ExceedToleratedFailureThreshold failed",
    "  [0] Iteration failed",
    "    No Fail failed No failed",
  ]);
});

it("tells of the iterations of a Standard workflow that is executed as Express ones are", async () => {
  const definition = { StartAt: "Each", States: { Each: map(PASSES) } };
  const machine = {
    ...{ name: "m", definition: JSON.stringify(definition), roleArn: "", type: "STANDARD" as const, creationDate: 0 },
    ...{ stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:m" },
    prepared: prepareStateMachine(definition),
  };
  const world = {
    now: () => 0,
    elapsed: () => 0,
    wait: () => Promise.resolve(),
    random: () => 0,
    uuid: () => "id",
    log: () => undefined,
  };
  const trail = new ExecutionTrail({ keepsEvents: true });
  const request = { stateMachineArn: machine.stateMachineArn, input: "[1]", includedData: "ALL_DATA" as const, trail };
  await startSyncExecution(machine, request, { ...world, runTask: () => () => Promise.resolve(null) });
  expect(draw(readExecutionTrace(trail)?.states ?? [])).toEqual([
    "Each Map succeeded",
    ...["  [0] Iteration succeeded", "    First Pass succeeded", "    Last Pass succeeded"],
  ]);
});

it("tells how many events of iterations are not kept", async () => {
  const { execution } = await run(map(PASSES), JSON.stringify(Array.from({ length: 1_001 }, () => 0)));
  expect(execution?.eventsLeftOut).toBe(5);
});
