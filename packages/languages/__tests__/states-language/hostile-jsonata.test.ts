import { readFileSync } from "node:fs";
import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import { measureHold } from "./held-time";
import { expressionOf, hostileFunctions, hostileInput, hostileOperators, otherMarks } from "./hostile-jsonata";

/**
 * Milliseconds: what the library itself does in one go takes seconds. Others wait a quarter of this at most on a machine
 * that has nothing else to do; here other tests, and the collection of garbage, run beside it.
 */
const LONGEST_HOLD = 1_000;
const JAVASCRIPT = /call stack|invalid (string|array) length|cannot (read|convert)|is not (a|an|iterable)|\[object/i;

/** How an execution that evaluates the expression ends, and the longest work in one go. */
function evaluate(text: string) {
  const state = { Type: "Pass", Output: `{% ${expressionOf(text)} %}`, End: true };
  const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state } };
  return measureHold(() => runExecution({ type: "EXPRESS", definition, input: hostileInput }), LONGEST_HOLD);
}

const rows = [hostileFunctions, hostileOperators].flatMap((table) => Object.values(table).flat());

describe("a hostile JSONata expression", () => {
  it.each(rows)(
    "ends as on AWS, and lets others go on: %s",
    async (text) => {
      const { outcome, longest } = await evaluate(text);
      if (outcome.status !== "SUCCEEDED") {
        expect(outcome).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
        expect(JSON.stringify(outcome)).not.toMatch(JAVASCRIPT);
      }
      expect(longest).toBeLessThan(LONGEST_HOLD);
    },
    60_000,
  );
});

describe("the table of hostile expressions", () => {
  const library = readFileSync(require.resolve("jsonata"), "utf8");

  it("names every function of JSONata's library and of Step Functions", () => {
    const functions = [...library.matchAll(/staticFrame\.bind\('(\w+)'/g)].map(([, name]) => name);
    const added = ["now", "millis", "partition", "range", "hash", "random", "uuid", "parse"];
    expect(functions.length).toBeGreaterThan(60);
    expect(Object.keys(hostileFunctions).toSorted()).toEqual([...new Set([...functions, ...added])].toSorted());
  });

  it("names every operator of JSONata's parser", () => {
    const table = /var operators = \{([^}]*'\}'[^}]*)\};/.exec(library)?.[1] ?? "";
    const operators = [...table.matchAll(/^\s*'(.+?)': \d+/gm)].map(([, mark]) => mark);
    expect(operators.length).toBeGreaterThan(30);
    expect([...Object.keys(hostileOperators), ...otherMarks].toSorted()).toEqual(operators.toSorted());
  });
});
