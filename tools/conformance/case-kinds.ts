import type { JsonObject } from "../../languages/jsonpath/json";
import { type DiagnosticsCase, runCase as runDiagnostics } from "./run-diagnostics";
import { type ExecutionCase, runCase as runExecution } from "./run-execution";
import { type JsonPathCase, runCase as runJsonPath } from "./run-jsonpath";
import { runCase as runTemplate, type TemplateCase } from "./run-template";
import { runCase as runValidation, type ValidationCase } from "./run-validation";

/** Whether a case's expectation is met, and what came instead of it or as it, as text. */
export interface Verdict {
  readonly met: boolean;
  readonly actual: string;
}

/** A form of cases: what tells it from the others, and what runs one. */
export interface CaseKind {
  readonly isKindOf: (value: JsonObject) => boolean;
  readonly run: (value: JsonObject) => Verdict | Promise<Verdict>;
}

/** The forms of cases, by what they are about. The first that a case has the shape of is its kind. */
export const CASE_KINDS: Readonly<Record<string, CaseKind>> = {
  Validation: {
    isKindOf: (value) => "definition_raw" in value || ("definition" in value && Array.isArray(value["expect"])),
    run: (value) =>
      "definition_raw" in value ? runValidation(as<ValidationCase>(value)) : runDiagnostics(as<DiagnosticsCase>(value)),
  },
  "Amazon States Language": {
    isKindOf: (value) => "definition" in value && "expect" in value,
    run: (value) => runExecution(as<ExecutionCase>(value)),
  },
  "Mapping templates": {
    isKindOf: (value) => "template" in value && "expect" in value,
    run: (value) => runTemplate(as<TemplateCase>(value)),
  },
  JSONPath: {
    isKindOf: (value) => "path" in value && "doc" in value,
    run: (value) => runJsonPath(as<JsonPathCase>(value)),
  },
};

/** A case file is trusted beyond the members that tell its kind: what is missing fails the case. */
function as<Case>(value: JsonObject): Case {
  return value as unknown as Case;
}
