import type { Json } from "@sfn-websocket/languages/json";
import {
  type Diagnostic,
  invalidDefinitionMessage,
  listErrors,
} from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { isSameAsRecorded } from "./same-as-recorded";
import type { Verdict } from "./verdict";

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
export function runCase({ definition_raw, type, expect }: ValidationCase): Verdict {
  const errors = listErrors(unmaskResources(definition_raw), { type });
  if (expect.diagnostics !== undefined) {
    return { met: isSameAsRecorded(toJson(expect.diagnostics), toJson(errors)), actual: JSON.stringify(errors) };
  }
  const actual = errors.length === 0 ? "OK" : invalidDefinitionMessage(errors);
  return { met: isSameAsRecorded(expect.message ?? expect.result, actual), actual };
}

function toJson(diagnostics: readonly Diagnostic[]): Json {
  return diagnostics.map((diagnostic) => ({ ...diagnostic }));
}
