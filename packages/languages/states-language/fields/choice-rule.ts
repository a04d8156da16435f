import { isJsonObject, type Json, type JsonObject, readOwn } from "../../json";
import { comparisonOperators, readOperand, testOperators } from "./choice-operators";
import { runtimeError } from "../values/errors";
import type { Frame } from "../world/frame";
import { type PathExpression, preparePath } from "./path-expression";

/** True if the rule matches the state's input. */
export type ChoiceRule = (root: Json, frame: Frame) => boolean;

type PrepareRule = (operand: Json) => ChoiceRule;

/** The members that combine rules, instead of a Variable and its operator. */
const combinators: Readonly<Record<string, PrepareRule>> = {
  Not: (operand) => {
    const rule = prepareChoiceRule(requireObject(operand));
    return (root, frame) => !rule(root, frame);
  },
  And: (operand) => {
    const rules = prepareRules(operand);
    return (root, frame) => rules.every((rule) => rule(root, frame));
  },
  Or: (operand) => {
    const rules = prepareRules(operand);
    return (root, frame) => rules.some((rule) => rule(root, frame));
  },
};

/**
 * Prepares a rule of a Choice state in JSONPath. Throws an Error in the developer form if it has no operator that exists.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function prepareChoiceRule(rule: JsonObject): ChoiceRule {
  for (const [name, operand] of Object.entries(rule)) {
    const combine = readOwn(combinators, name);
    if (combine !== undefined) return combine(operand);
  }
  if (typeof rule["Variable"] !== "string") throw unknownRule(rule);
  const variable = preparePath(rule["Variable"]);
  for (const [name, operand] of Object.entries(rule)) {
    const test = prepareTest(variable, name, operand);
    if (test !== undefined) return test;
  }
  throw unknownRule(rule);
}

function prepareTest(variable: PathExpression, name: string, operand: Json): ChoiceRule | undefined {
  if (name === "IsPresent") return (root, frame) => (variable.find(root, frame) !== undefined) === operand;
  const operator = readOwn(comparisonOperators, name) ?? readOwn(testOperators, name);
  if (operator !== undefined) return (root, frame) => operator(readVariable(variable, root, frame), operand);
  const compare = name.endsWith("Path") ? readOwn(comparisonOperators, name.slice(0, -4)) : undefined;
  if (compare === undefined || typeof operand !== "string") return undefined;
  const other = preparePath(operand);
  return (root, frame) =>
    compare(readVariable(variable, root, frame), readOperand(name, readVariable(other, root, frame)));
}

/** *Recorded*: public captures of executions that failed so. */
function readVariable(path: PathExpression, root: Json, frame: Frame): Json {
  const value = path.find(root, frame);
  if (value !== undefined) return value;
  const problem = "The choice state's condition path references an invalid value.";
  throw runtimeError(`Invalid path '${path.text}': ${problem}`);
}

function prepareRules(operand: Json): ChoiceRule[] {
  if (!Array.isArray(operand)) throw unknownRule(operand);
  return operand.map((rule) => prepareChoiceRule(requireObject(rule)));
}

function requireObject(value: Json): JsonObject {
  if (!isJsonObject(value)) throw unknownRule(value);
  return value;
}

function unknownRule(rule: Json): Error {
  const form = 'write for example {"Variable": "$.type", "StringEquals": "a"}';
  return new Error(`choice rule: no known operator, got ${JSON.stringify(rule)}; ${form}`);
}
