import { createWorld, requestMachine } from "./step-functions-world";

const group = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/demo-Logs:*";
const caller = { authorize: () => undefined };
const fail = { Type: "Fail", Error: "Oops", Cause: "why" };
const pass = { Type: "Pass", End: true };

interface Case {
  readonly level: string;
  readonly state?: object;
  readonly includeExecutionData?: boolean;
  readonly type?: "STANDARD" | "EXPRESS";
  readonly action?: string;
}

async function runLogged({ level, state = fail, includeExecutionData = true, ...others }: Case) {
  const { type = "EXPRESS", action = "StartSyncExecution" } = others;
  const world = createWorld();
  const loggingConfiguration = { level, includeExecutionData, destinations: [group] };
  const { stateMachineArn } = world.stepfunctions.createStateMachine({
    ...requestMachine("demo", state),
    type,
    loggingConfiguration,
  });
  const body = JSON.stringify({ stateMachineArn, name: "one", input: '{"secret":1}' });
  const { body: answer } = await world.stepfunctions.call(action, body, caller);
  await new Promise(setImmediate);
  const messages = world.written.flatMap(([, , events]) => events.map(({ message }) => JSON.parse(message)));
  return { ...world, messages, executionArn: JSON.parse(answer).executionArn };
}

const types = async (wanted: Case) => (await runLogged(wanted)).messages.map(({ type }) => type);

describe("an execution's log", () => {
  it.each<[string, object, readonly string[]]>([
    ["ALL", fail, ["ExecutionStarted", "FailStateEntered", "ExecutionFailed"]],
    ["ERROR", fail, ["FailStateEntered", "ExecutionFailed"]],
    ["FATAL", fail, ["ExecutionFailed"]],
    ["OFF", fail, []],
    ["ALL", pass, ["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"]],
    ["ERROR", pass, []],
    ["FATAL", pass, []],
  ])("at level %s of %j is %j", async (level, state, expected) => {
    expect(await types({ level, state })).toEqual(expected);
    expect(await types({ level, state, action: "StartExecution" })).toEqual(expected);
    expect(await types({ level, state, action: "StartExecution", type: "STANDARD" })).toEqual(expected);
  });

  it("has AWS's records in the machine's log group", async () => {
    const { written, executionArn } = await runLogged({ level: "ALL" });
    const record = (id: number, type: string, details: object) => ({
      timestamp: 1_652_472_014_974,
      message: JSON.stringify({
        details,
        redrive_count: "0",
        id: String(id),
        type,
        previous_event_id: String(id === 3 ? 2 : 0),
        event_timestamp: "1652472014974",
        execution_arn: executionArn,
      }),
    });
    const input = { input: '{"secret":1}', inputDetails: { truncated: false } };
    expect(written).toEqual([
      [
        group,
        "states/demo/2022-05-13-20-00/00000000",
        [
          record(1, "ExecutionStarted", { ...input, roleArn: "arn:aws:iam::123456789012:role/sfn" }),
          record(2, "FailStateEntered", { ...input, name: "A" }),
          record(3, "ExecutionFailed", { cause: "why", error: "Oops" }),
        ],
      ],
    ]);
  });

  it("of a Standard workflow is in the stream of its hour", async () => {
    const { written } = await runLogged({ level: "ALL", action: "StartExecution", type: "STANDARD" });
    expect(new Set(written.map(([, stream]) => stream))).toEqual(new Set(["states/demo/2022-05-13-20/00000000"]));
  });

  it("is without the execution's data where that is not to be logged", async () => {
    const { messages } = await runLogged({ level: "ALL", state: pass, includeExecutionData: false });
    const roleArn = "arn:aws:iam::123456789012:role/sfn";
    expect(messages.map(({ details }) => details)).toEqual([{ roleArn }, { name: "A" }, { name: "A" }, {}]);
  });

  it("of a Standard workflow that is stopped ends with that", async () => {
    const state = { Type: "Wait", Seconds: 1, End: true };
    const { stepfunctions, executionArn, written } = await runLogged({
      level: "FATAL",
      state,
      action: "StartExecution",
      type: "STANDARD",
    });
    await stepfunctions.call("StopExecution", JSON.stringify({ executionArn }), caller);
    await new Promise(setImmediate);
    expect(written.flatMap(([, , events]) => events.map(({ message }) => JSON.parse(message).type))).toEqual([
      "ExecutionAborted",
    ]);
  });
});
