import { parseMockConfig, selectTestCase } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { prepareStateMachine, type TaskRequest } from "@sfn-websocket/languages/states-language/state-machine";
import { requireMocks, mockTasks } from "../../account/mock-tasks";
import type { StateMachine } from "../../stepfunctions/resources";

const DEFINITION = {
  StartAt: "Call",
  States: { Call: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true } },
};

const machine = (name: string): StateMachine => ({
  name,
  type: "EXPRESS",
  definition: JSON.stringify(DEFINITION),
  roleArn: "arn:aws:iam::123456789012:role/workflow",
  stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
  creationDate: 0,
  prepared: prepareStateMachine(DEFINITION),
});

const task = (state: string): TaskRequest => ({
  state,
  resource: "arn:aws:states:::lambda:invoke",
  parameters: {},
  retryCount: 0,
  signal: new AbortController().signal,
  heartbeat: () => undefined,
});

const select = (states: object) => {
  const file = {
    StateMachines: { quote: { TestCases: { Happy: states } } },
    MockedResponses: { One: { "0": { Return: 1 } } },
  };
  return selectTestCase(parseMockConfig(JSON.stringify(file), "mock.json"), "Happy");
};

describe("mocked tasks", () => {
  const run = mockTasks(select({ Call: "One" }), async ({ name }, { state }) => `${name} ran ${state}`);

  it("answer the mocked states of the mocked state machine, anew in each execution", async () => {
    expect(await run(machine("quote"))(task("Call"))).toBe(1);
    expect(await run(machine("quote"))(task("Call"))).toBe(1);
  });

  it("leave other states and other state machines to the runtime", async () => {
    expect(await run(machine("quote"))(task("Other"))).toBe("quote ran Other");
    expect(await run(machine("chat"))(task("Call"))).toBe("chat ran Call");
  });
});

describe("the check of mocks", () => {
  it("accepts a file that mocks some of the state machines, and no file", () => {
    expect(() => requireMocks(select({ Call: "One" }), [machine("quote"), machine("chat")])).not.toThrow();
    expect(() => requireMocks(new Map(), [machine("quote")])).not.toThrow();
  });

  it("rejects a file that mocks none of them", () => {
    const where = "mock.json: StateMachines.quote.TestCases.Happy";
    expect(() => requireMocks(select({}), [machine("qoute")])).toThrow(
      new Error(`${where}: no such state machine, got 'quote'; did you mean 'qoute'`),
    );
    expect(() => requireMocks(select({}), [machine("a"), machine("b")])).toThrow(
      new Error(`${where}: no such state machine, got 'quote'; use one of 'a', 'b'`),
    );
  });

  it("rejects a mocked state that is not there", () => {
    const error = new Error(
      "mock.json: StateMachines.quote.TestCases.Happy: state does not exist, got 'Cal'; did you mean 'Call'",
    );
    expect(() => requireMocks(select({ Cal: "One" }), [machine("quote")])).toThrow(error);
  });
});
