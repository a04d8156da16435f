import fc from "fast-check";
import type { JsonObject } from "../../json";
import { prepareStateMachine } from "../../states-language/state-machine";
import { validateDefinition } from "../../states-language/validation/validate-definition";
import { type ExecutionCase, runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import { execution } from "./definitions";

const isValid = (definition: JsonObject) =>
  validateDefinition(JSON.stringify(definition), { type: "EXPRESS" }).every(({ severity }) => severity !== "ERROR");

/** What a JavaScript error would leave in a cause. */
const JAVASCRIPT = /internal error|is not a function|is not iterable|undefined \(|cannot read|\[object|TypeError/i;

describe("any definition that is valid", () => {
  it("runs to an outcome that shows no JavaScript error", async () => {
    const statuses = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(execution, async ({ definition, input, results }) => {
        fc.pre(isValid(definition));
        const tape = ["A", "B", "C"].flatMap((state) => results.map((result) => ({ state, result })));
        const outcome = await runExecution({ type: "EXPRESS", definition, input, tape } as Omit<
          ExecutionCase,
          "id" | "expect"
        >);
        statuses.set(outcome.status, (statuses.get(outcome.status) ?? 0) + 1);
        if (outcome.status === "FAILED") expect(outcome.cause ?? "").not.toMatch(JAVASCRIPT);
        else expect(["SUCCEEDED", "TIMED_OUT"]).toContain(outcome.status);
      }),
      { numRuns: 200 },
    );
    expect([...statuses.keys()]).toEqual(expect.arrayContaining(["FAILED", "SUCCEEDED"]));
  }, 60_000);

  it("is prepared without an error", () => {
    fc.assert(
      fc.property(execution, ({ definition }) => {
        fc.pre(isValid(definition));
        prepareStateMachine(definition);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
