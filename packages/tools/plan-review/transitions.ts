import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** Where a state may lead to. */
export interface Transition {
  readonly to: string;
  /** Empty for a plain Next. */
  readonly label: string;
  /** An error leads there. */
  readonly isCatch: boolean;
}

/** The states that a state may lead to, in the order of the text. */
export function listTransitions(state: JsonObject): Transition[] {
  return [
    ...listObjects(state["Choices"]).flatMap((rule) => lead(rule["Next"], describeRule(rule))),
    ...lead(state["Default"], "otherwise"),
    ...lead(state["Next"], ""),
    ...listObjects(state["Catch"]).flatMap((catcher) => lead(catcher["Next"], describeErrors(catcher), true)),
  ];
}

function lead(to: Json | undefined, label: string, isCatch = false): Transition[] {
  return typeof to === "string" ? [{ to, label, isCatch }] : [];
}

/** The condition of a rule as far as it is short: `$.a NumericEquals 1`, the operator alone of a compound one. */
function describeRule(rule: JsonObject): string {
  const { Condition: condition, Variable: variable } = rule;
  if (typeof condition === "string") return condition.replaceAll(/^\{%|%\}$/g, "").trim();
  const [operator, operand] =
    Object.entries(rule).find(([name]) => !["Variable", "Next", "Comment", "Assign", "Output"].includes(name)) ?? [];
  if (operator === undefined) return "";
  return typeof variable === "string" ? `${variable} ${operator} ${JSON.stringify(operand)}` : operator;
}

function describeErrors({ ErrorEquals: errors }: JsonObject): string {
  return Array.isArray(errors) ? errors.join(", ") : "";
}

function listObjects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}
