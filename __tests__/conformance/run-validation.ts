import {
  invalidDefinitionMessage,
  validateDefinition,
} from "../../languages/states-language/validation/validate-definition";
import type { Diagnostic } from "../../languages/states-language/validation/validate-definition";

/** A line of `asl-validation.jsonl`. */
export interface ValidationCase {
  readonly id: string;
  readonly definition_raw: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly expect: {
    readonly result: "OK" | "FAIL";
    readonly code?: string;
    readonly message?: string;
    readonly diagnostics?: readonly Diagnostic[];
  };
}

const ARN = "arn:aws:lambda:us-east-1:111111111111:function:name";
const ACTIVITY = "arn:aws:states:us-east-1:111111111111:activity:name";

/** Puts ARNs where the recorder left the names of resources outside of the case. */
export function unmaskResources(definition: string): string {
  return definition.replace(/"(?:AUTO-[^"]*|<[\w:-]+>)"/g, (mask) => `"${/activity/i.test(mask) ? ACTIVITY : ARN}"`);
}

/** Validates the case's definition and compares what a caller of the recorded API would read, up to masks. */
export function runCase(example: ValidationCase): { met: boolean; actual: string } {
  const diagnostics = validateDefinition(unmaskResources(example.definition_raw), { type: example.type });
  const errors = diagnostics.filter(({ severity }) => severity === "ERROR");
  const { expect } = example;
  if (expect.diagnostics !== undefined) {
    return { met: isSame(sortKeys(expect.diagnostics), sortKeys(errors)), actual: sortKeys(errors) };
  }
  const actual = errors.length === 0 ? "OK" : invalidDefinitionMessage(errors);
  return { met: isSame(expect.message ?? expect.result, actual), actual };
}

function sortKeys(diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify(diagnostics.map((diagnostic) => Object.entries(diagnostic).sort()));
}

/** Equal, where `<name>` in the recording stands for any text. */
function isSame(recorded: string, actual: string): boolean {
  const parts = recorded.split(/<[A-Za-z][\w:-]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`, "s").test(actual);
}
