import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../../json";
import { invalidDefinitionMessage, validateDefinition } from "../../../states-language/validation/validate-definition";
import type { Diagnostic } from "../../../states-language/validation/validate-definition";

/** A line of `cases.jsonl`; `definition` is the text itself, or an object to print. */
interface Case {
  readonly id: string;
  readonly type?: "EXPRESS";
  readonly definition: Json;
  readonly expect: readonly Diagnostic[];
  readonly source: string;
}

const cases: Case[] = readFileSync(join(__dirname, "cases.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

const validate = ({ definition, type = undefined }: Pick<Case, "definition" | "type">): readonly Diagnostic[] => {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  return validateDefinition(text, { type: type ?? "STANDARD" });
};

const refused = cases.filter(({ expect: diagnostics }) => diagnostics.some(({ severity }) => severity === "ERROR"));
const accepted = cases.filter((example) => !refused.includes(example));

describe("a definition", () => {
  it.each(refused)("rejects $id", (example) => expect(validate(example)).toEqual(example.expect));
  it.each(accepted)("accepts $id", (example) => expect(validate(example)).toEqual(example.expect));
});

describe("the message of CreateStateMachine", () => {
  it("joins the errors by commas and leaves out warnings", () => {
    const states = { A: { Type: "Pass", Next: "NOPE", Result: "$.a" } };
    expect(invalidDefinitionMessage(validate({ definition: { StartAt: "A", States: states } }))).toBe(
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next, " +
        "MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });
});

describe("a hostile definition", () => {
  it("fails when it is longer than a megabyte", () => {
    expect(validate({ definition: " ".repeat(1_048_577) })).toEqual([
      {
        severity: "ERROR",
        code: "SCHEMA_VALIDATION_FAILED",
        message: "Definition is longer than 1048576 characters",
      },
    ]);
  });

  it("fails when it nests deeper than a thousand levels", () => {
    const text = `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Result":${"[".repeat(2000)}`;
    expect(validate({ definition: text })).toEqual([
      { severity: "ERROR", code: "TOO_DEEPLY_NESTED", message: "Definition is nested more than 1000 levels deep" },
    ]);
  });

  it("gets a hundred errors at most", () => {
    const choices = Array.from({ length: 5000 }, () => ({ Variable: 1 }));
    const states = { A: { Type: "Choice", Choices: choices } };
    expect(validate({ definition: { StartAt: "A", States: states } })).toHaveLength(100);
  });
});
