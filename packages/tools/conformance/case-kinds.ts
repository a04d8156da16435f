import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { type DiagnosticsCase, runCase as runDiagnostics, runVerdict, type VerdictCase } from "./run-diagnostics";
import {
  type ExecutionCase,
  type ReportedExecutionCase,
  runCase as runExecution,
  runReported as runReportedExecution,
} from "./run-execution";
import { type HistoryCase, runCase as runHistory } from "./run-history";
import { type JsonPathCase, runCase as runJsonPath } from "./run-jsonpath";
import { HISTORY_EXPECTATIONS, type ReportedHistoryCase, runCase as runReportedHistory } from "./run-reported-history";
import { runCase as runTemplate, type TemplateCase } from "./run-template";
import { requireMembers } from "./require-members";
import { runCase as runTestState, type TestStateCase } from "./run-test-state";
import { runCase as runValidation, type ValidationCase } from "./run-validation";
import type { Verdict } from "./verdict";

/** A form of cases: what tells it from the others, and what runs one. */
export interface CaseKind {
  readonly isKindOf: (value: JsonObject) => boolean;
  readonly run: (value: JsonObject) => Verdict | Promise<Verdict>;
}

/** The forms of cases, by what they are about. The first that a case has the shape of is its kind. */
export const CASE_KINDS: Readonly<Record<string, CaseKind>> = {
  TestState: {
    isKindOf: (value) => isJsonObject(value["request"]) && isJsonObject(value["expect"]),
    run: (value) => runTestState(requireMembers<TestStateCase>(value, "request", "expect")),
  },
  "Execution histories": {
    isKindOf: (value) => "definition" in value && ("events" in value || isReportedHistory(value["expect"])),
    run: (value) =>
      "events" in value
        ? runHistory(requireMembers<HistoryCase>(value, "definition", "events"))
        : runReportedHistory(requireMembers<ReportedHistoryCase>(value, "definition", "expect")),
  },
  Validation: {
    isKindOf: (value) => "definition_raw" in value || ("definition" in value && isVerdict(value["expect"])),
    run: runValidationCase,
  },
  "Amazon States Language": {
    isKindOf: (value) => "definition" in value && "expect" in value,
    run: (value) =>
      "evidence" in value
        ? runReportedExecution(requireMembers<ReportedExecutionCase>(value, "definition", "expect"))
        : runExecution(requireMembers<ExecutionCase>(value, "definition", "expect")),
  },
  "Mapping templates": {
    isKindOf: (value) => "template" in value && "expect" in value,
    run: (value) => runTemplate(requireMembers<TemplateCase>(value, "template", "expect")),
  },
  JSONPath: {
    isKindOf: (value) => "path" in value && "doc" in value,
    run: (value) => runJsonPath(requireMembers<JsonPathCase>(value, "path", "doc")),
  },
};

function isReportedHistory(expect: Json | undefined): boolean {
  return isJsonObject(expect) && Object.keys(HISTORY_EXPECTATIONS).some((name) => name in expect);
}

function isVerdict(expect: Json | undefined): boolean {
  return typeof expect === "string" || Array.isArray(expect);
}

function runValidationCase(value: JsonObject): Verdict {
  if ("definition_raw" in value) return runValidation(requireMembers<ValidationCase>(value, "definition_raw"));
  const expected = [value["expect"]].flat();
  const isReported = expected.length > 0 && expected.every((line) => typeof line === "string");
  return isReported
    ? runVerdict(requireMembers<VerdictCase>(value, "definition", "expect"))
    : runDiagnostics(requireMembers<DiagnosticsCase>(value, "definition", "expect"));
}
