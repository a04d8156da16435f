import type { ConditionKeys } from "./condition-keys";
import { conditionOperators } from "./condition-operators";
import type { Pattern } from "./match-pattern";
import type { ConditionBlock } from "./policy-document";

/** What a condition says of a request; a note tells the developer what this runtime does not emulate. */
export type ConditionOutcome = { readonly holds: boolean } | { readonly holds: undefined; readonly note: string };

export type Condition = (keys: ConditionKeys) => ConditionOutcome;

const HOLDS: ConditionOutcome = { holds: true };
const FAILS: ConditionOutcome = { holds: false };
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/**
 * The condition of a statement, which holds when each operator holds for each of its keys; undefined for none. A condition
 * that fails fails whatever else it says; one with an unknown operator or key otherwise has a note for an outcome.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function compileConditions(block: ConditionBlock, variables: boolean): Condition | undefined {
  const conditions = Object.entries(block).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, values]) => compileCondition(operator, key, { values, variables })),
  );
  if (conditions.length === 0) return undefined;
  return (keys) => {
    const outcomes = conditions.map((condition) => condition(keys));
    return outcomes.find(({ holds }) => holds === false) ?? outcomes.find(({ holds }) => holds !== true) ?? HOLDS;
  };
}

function compileCondition(
  text: string,
  key: string,
  { values, variables }: { values: readonly string[]; variables: boolean },
): Condition {
  const [, qualifier, name = "", ifExists] = OPERATOR.exec(text) ?? [];
  if (name === "Null") return knowing(key, (actual) => values.includes(String(actual === undefined)));
  const operator = Object.hasOwn(conditionOperators, name) ? conditionOperators[name] : undefined;
  if (operator === undefined) {
    return () => ({ holds: undefined, note: `the condition operator '${text}' is not emulated` });
  }
  const { compile, negated = false } = operator;
  const patterns = values.map((value) => compile(value, variables));
  return knowing(key, (actual, keys) => {
    if (actual === undefined) return ifExists !== undefined || qualifier === "ForAllValues" || (negated && !qualifier);
    if (qualifier === "ForAllValues" || (qualifier === undefined && negated)) {
      return actual.every((value) => matchesAny(patterns, value, keys) !== negated);
    }
    return actual.some((value) => matchesAny(patterns, value, keys) !== negated);
  });
}

function matchesAny(patterns: readonly Pattern[], value: string, keys: ConditionKeys): boolean {
  return patterns.some((pattern) => pattern(value, keys));
}

function knowing(
  key: string,
  test: (actual: readonly string[] | undefined, keys: ConditionKeys) => boolean,
): Condition {
  const unknown: ConditionOutcome = { holds: undefined, note: `the condition key '${key}' is not emulated` };
  return (keys) => {
    if (!keys.knows(key)) return unknown;
    return test(keys.read(key), keys) ? HOLDS : FAILS;
  };
}
