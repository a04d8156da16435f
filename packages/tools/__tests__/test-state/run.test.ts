import type { TestStateRequest } from "@sfn-websocket/languages/states-language/test-state/test-state";
import { runTestState } from "../../test-state/run";

const task = { Type: "Task", Resource: "arn:aws:states:::aws-sdk:ec2:describeVpcs", Parameters: {}, End: true };

async function run(state: object, others: Partial<TestStateRequest> = {}, isTerminal = false) {
  const printed: string[] = [];
  const logged: string[] = [];
  const request = { definition: JSON.stringify(state), ...others };
  const output = {
    isTerminal,
    print: (line: string) => void printed.push(line),
    log: (line: string) => void logged.push(line),
  };
  const status = await runTestState({ file: "w.asl.json", request }, output);
  return { status, printed, logged };
}

describe("test-state", () => {
  it("prints the API's answer in a pipe, without waiting", async () => {
    const { status, printed } = await run({ Type: "Wait", Seconds: 250, Next: "After" });
    expect([status, printed]).toEqual([0, ['{"status":"SUCCEEDED","output":"{}","nextState":"After"}']]);
  });

  it("lets no time pass while an expression computes", async () => {
    const output = "{% $sum([1..5000].($ * 2)) %}";
    const { printed } = await run({ Type: "Pass", QueryLanguage: "JSONata", Output: output, End: true });
    expect(printed).toEqual(['{"status":"SUCCEEDED","output":"25005000"}']);
  }, 30_000);

  it("prints for a reader on a terminal, whom no text of a workflow steers", async () => {
    const { status, printed } = await run(
      { Type: "Fail", Error: "E", Cause: "\u001b[2J" },
      { inspectionLevel: "DEBUG" },
      true,
    );
    const lines = ["status     FAILED", "error      E", "cause      \\u001b[2J"];
    const inspected = ["input", "  {}", "afterInputPath", "  {}"];
    expect([status, printed]).toEqual([1, [[...lines, ...inspected].join("\n")]]);
  });

  it("tells which mocked result it cannot compare", async () => {
    const { status, logged } = await run(task, { mock: { result: "{}" } });
    expect([status, logged]).toEqual([
      0,
      [
        "note: w.asl.json: mock.result: not compared with what aws-sdk:ec2:describeVpcs responds, which is not known here; compare it with AWS's API reference, or set fieldValidationMode to NONE",
      ],
    ]);
  });

  it("fails a task that is not mocked", async () => {
    const { status, printed } = await run(task, { roleArn: "arn" });
    const cause = `This command calls no service, got the resource '${task.Resource}'; give the result with --mock.`;
    expect([status, printed]).toEqual([1, [JSON.stringify({ status: "FAILED", error: "States.Runtime", cause })]]);
  });

  it.each([
    [{}, / at \/States\/StateName'; it is a state machine: name a state by --state, there are All, Wait$/],
    [{ stateName: "Wiat" }, /: State not found in definition; did you mean 'Wait'$/],
    [{ stateName: "Nowhere" }, /: State not found in definition; there are All, Wait$/],
  ])(
    "rejects a state machine where %j names none of its states, and tells which there are",
    async (others, message) => {
      const processor = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 1, End: true } } };
      const all = { Type: "Map", ItemProcessor: processor, End: true };
      const { status, logged } = await run({ StartAt: "All", States: { All: all } }, others);
      expect([status, logged]).toEqual([2, [expect.stringMatching(message)]]);
    },
  );

  it("rejects what AWS refuses, with the file's name", async () => {
    const { status, printed, logged } = await run({ Type: "Pass" });
    expect([status, printed, logged]).toEqual([
      2,
      [],
      [
        "error: w.asl.json: InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [Next, End] at /States/StateName'",
      ],
    ]);
  });
});
