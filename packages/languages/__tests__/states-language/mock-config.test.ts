import type { Json, JsonObject } from "../../json";
import {
  requireMockableStates,
  parseMockConfig,
  requireTestCase,
  selectTestCase,
} from "../../states-language/execution/mock-config";
import { createMockedTasks } from "../../states-language/execution/run-mocked-task";
import REFUSED from "./refused-mock-files.json";

const DEFINITION: JsonObject = {
  StartAt: "Quote",
  States: {
    Quote: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: "Each" },
    Each: {
      Type: "Map",
      ItemProcessor: {
        StartAt: "Send",
        States: { Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } },
      },
      Next: "Both",
    },
    Both: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Store",
          States: { Store: { Type: "Task", Resource: "arn:aws:states:::dynamodb:putItem", End: true } },
        },
      ],
      End: true,
    },
  },
};

const CONFIG = {
  StateMachines: {
    quote: { TestCases: { HappyPath: { Quote: "Found", Store: "Found" }, Retried: { Quote: "Flaky" } } },
    chat: { TestCases: { HappyPath: {} } },
  },
  MockedResponses: {
    Found: { "0": { Return: { price: 12 } } },
    Flaky: {
      "0": { Throw: { Error: "Busy", Cause: "try later" } },
      "1-2": { Throw: { Error: "Slow", Cause: "timed out" } },
      "3": { Return: "found" },
    },
  },
};

const config = parseMockConfig(JSON.stringify(CONFIG), "mock.json");

/** What each of so many invocations gives: the result, or the error's name and cause. */
async function invoke(testCase: string, state: string, times: number): Promise<(Json | undefined)[]> {
  const run = createMockedTasks(
    requireTestCase(config, { name: testCase, stateMachine: "quote", definition: DEFINITION }),
  );
  const results: (Json | undefined)[] = [];
  for (let time = 0; time < times; time++) {
    const result = run({ state })?.catch(({ error, errorCause }) => `${error}: ${errorCause}`);
    results.push(await result);
  }
  return results;
}

describe("a mocked task", () => {
  it("returns the response of its invocation", async () => {
    expect(await invoke("HappyPath", "Quote", 1)).toEqual([{ price: 12 }]);
  });

  it("fails as its invocations say until one returns", async () => {
    const results = ["Busy: try later", "Slow: timed out", "Slow: timed out", "found"];
    expect(await invoke("Retried", "Quote", 4)).toEqual(results);
  });

  it("fails the execution when its responses are used up", async () => {
    const used = "States.Runtime: The mocked response 'Found' has nothing for invocation 1 of the state 'Quote'.";
    expect(await invoke("HappyPath", "Quote", 2)).toEqual([{ price: 12 }, used]);
  });

  it("counts each state's invocations on their own, though two share a response", async () => {
    const run = createMockedTasks(
      requireTestCase(config, { name: "HappyPath", stateMachine: "quote", definition: DEFINITION }),
    );
    expect(await run({ state: "Quote" })).toEqual({ price: 12 });
    expect(await run({ state: "Store" })).toEqual({ price: 12 });
  });

  it("counts each execution's invocations from 0", async () => {
    expect(await invoke("HappyPath", "Quote", 1)).toEqual(await invoke("HappyPath", "Quote", 1));
  });

  it("is left to the real tasks where the test case does not name its state", async () => {
    expect(await invoke("HappyPath", "Send", 1)).toEqual([undefined]);
  });
});

describe("a test case", () => {
  it("is selected for every state machine that has one of its name", () => {
    expect([...selectTestCase(config, "HappyPath").keys()]).toEqual(["quote", "chat"]);
    expect([...selectTestCase(config, "Retried").keys()]).toEqual(["quote"]);
  });

  it("fails to be selected where no state machine has it", () => {
    expect(() => selectTestCase(config, "HapyPath")).toThrow(
      new Error("mock.json: test case does not exist, got 'HapyPath'; did you mean 'HappyPath'"),
    );
    expect(() => selectTestCase(config, "sad")).toThrow(
      new Error("mock.json: test case does not exist, got 'sad'; use one of 'HappyPath', 'Retried'"),
    );
  });

  it("fails to be found for a state machine that does not have it", () => {
    const require = (stateMachine: string) => () =>
      requireTestCase(config, { name: "Retried", stateMachine, definition: DEFINITION });
    expect(require("qoute")).toThrow(
      new Error("mock.json: test case 'Retried' has no such state machine, got 'qoute'; did you mean 'quote'"),
    );
    expect(require("constructor")).toThrow(
      new Error("mock.json: test case 'Retried' has no such state machine, got 'constructor'; use one of 'quote'"),
    );
  });

  it.each([
    ["Qoute", "state does not exist, got 'Qoute'; did you mean 'Quote'"],
    ["Nothing", "state does not exist, got 'Nothing'; mock one of 'Quote', 'Send', 'Store'"],
    ["Each", "a Map state cannot be mocked, got 'Each'; mock Task states"],
  ])("rejects the mock of %s, which is no Task state of the definition", (state, problem) => {
    const { states } = requireTestCase(config, { name: "Retried", stateMachine: "quote", definition: DEFINITION });
    const testCase = {
      where: "mock.json: here",
      states: new Map([...states.values()].map((response) => [state, response])),
    };
    expect(() => requireMockableStates(testCase, DEFINITION)).toThrow(new Error(`mock.json: here: ${problem}`));
  });
});

describe("a mock file", () => {
  it.each(REFUSED)("rejects $what", ({ file, error }) => {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    expect(() => parseMockConfig(text, "mock.json")).toThrow(new Error(`mock.json${error}`));
  });

  it("rejects a response of a state that is a structure of any names", () => {
    const file = { StateMachines: { m: { TestCases: { t: { A: { toString: null } } } } }, MockedResponses: {} };
    const problem = `mock.json: StateMachines.m.TestCases.t.A: mocked response does not exist, got {"toString":null}; add it to MockedResponses`;
    expect(() => parseMockConfig(JSON.stringify(file), "mock.json")).toThrow(problem);
  });

  it("may name a state machine, test case or state __proto__", () => {
    const text = `{"StateMachines":{"__proto__":{"TestCases":{"__proto__":{"__proto__":"__proto__"}}}},
      "MockedResponses":{"__proto__":{"0":{"Return":1}}}}`;
    const found = selectTestCase(parseMockConfig(text, "mock.json"), "__proto__").get("__proto__");
    expect([...(found?.states.keys() ?? [])]).toEqual(["__proto__"]);
  });

  it("may hold a mocked response without invocations, which fails only the execution that asks", () => {
    const empty = { StateMachines: { m: { TestCases: { t: { A: "None" } } } }, MockedResponses: { None: {} } };
    expect(parseMockConfig(JSON.stringify(empty), "mock.json").stateMachines.size).toBe(1);
  });
});
