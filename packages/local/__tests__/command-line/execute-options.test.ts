import { readExecuteOptions } from "../../command-line/execute-options";

describe("the command line of execute", () => {
  it("needs a workflow alone", () => {
    expect(readExecuteOptions(["workflows/quote.asl.json"])).toEqual({
      file: "workflows/quote.asl.json",
      input: "{}",
      json: false,
      isTraced: false,
      functions: new Map(),
      forwards: new Map(),
      unusedForwards: [],
      name: "quote",
      mock: undefined,
      history: false,
      speed: 1,
      substitutions: {},
      given: { functions: [], forwards: [], name: undefined },
    });
  });

  it("takes a name that Step Functions takes", () =>
    expect(readExecuteOptions(["workflows/order.v2.asl.json"]).name).toBe("order.v2"));

  it("takes every option", () => {
    const line =
      "q.json --input - --mock m.json --test-case Sad --name chat --history --speed 10 --type STANDARD --substitution A=b --substitution C=d=e --json --trace --forward sqs=http://127.0.0.1:9324";
    expect(readExecuteOptions(line.split(" "), { lambda: { quote: `${__filename}.main` } })).toEqual({
      forwards: new Map([["sqs", expect.objectContaining({ service: "sqs", url: new URL("http://127.0.0.1:9324") })]]),
      unusedForwards: [],
      file: "q.json",
      input: "-",
      json: true,
      isTraced: true,
      functions: new Map([["quote", { module: __filename, handler: "main" }]]),
      name: "chat",
      type: "STANDARD",
      mock: { file: "m.json", testCase: "Sad" },
      history: true,
      speed: 10,
      substitutions: { A: "b", C: "d=e" },
      given: { functions: [], forwards: ["sqs"], name: "chat" },
    });
  });

  it.each([
    ["", "WORKFLOW: not one file, got ''; name one, e.g. workflows/wait.asl.json"],
    ["a.json b.json", "WORKFLOW: not one file, got 'a.json b.json'; name one, e.g. workflows/wait.asl.json"],
    ["a.json --mock m.json", "--mock: goes with --test-case, got no --test-case; give both"],
    ["a.json --test-case Sad", "--test-case: goes with --mock, got no --mock; give both"],
    ["a.json --speed fast", "--speed: not a number from 0.01 to 10000, got 'fast'; correct it"],
    ["a.json --speed=", "--speed: has an empty value, got ''; give one, or drop the option"],
    ["a.json --type express", "--type: no type of state machine, got 'express'; use EXPRESS or STANDARD"],
    ["a.json --substitution A", "--substitution: not a name and a value, got 'A'; write it as in TableName=orders"],
    ["a.json --substitution A=1 --substitution A=2", "--substitution: a name twice, got 'A=2'; remove one of the two"],
    [
      `a.json --lambda f=${__filename} --lambda f=${__filename}`,
      "--lambda: a function twice, got 'f'; name one module for it",
    ],
    [
      "a.json --forward sqs=http://127.0.0.1:1 --forward sqs=http://127.0.0.1:2",
      "--forward: a service twice, got 'sqs'; name one server for it",
    ],
    [
      "a.json --allow-remote",
      "--allow-remote: goes with a server of another service, got none; give --forward SERVICE=URL, or drop it",
    ],
    [
      "a.json --name a/b",
      "--name: not a state machine's name, got 'a/b'; use 1 to 80 letters, digits, and signs such as '-', '_' and '.'",
    ],
    ["a:b.json", "WORKFLOW: its file's name names no state machine, got 'a:b'; give it a name by --name"],
  ])("rejects '%s'", (line, message) => {
    expect(() => readExecuteOptions(line.split(" ").filter((word) => word !== ""))).toThrow(new Error(message));
  });
});
