import { isJsonObject } from "../../json";
import type { Json } from "../../json";
import { jsonataValue, orExpression } from "./jsonata-rules";
import { objectOf } from "./object-rule";
import { referencePath } from "./path-rules";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";
import { anyValue, boolean, expectType, listOf, text, timestamp } from "./value-rules";
import { assignments } from "./variable-names";
import { warnOfPath } from "./warnings";

const comparisons = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];
const operand = { String: expectType("STRING", warnOfPath), Numeric: expectType("NUMBER"), Timestamp: timestamp };
const tests = ["IsNull", "IsPresent", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp"];

/**
 * The comparison operators of a JSONPath choice rule, each with the rule for its operand.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html#amazon-states-language-choice-state-rules
 */
export const operators: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    Object.entries(operand).flatMap(([type, rule]) =>
      comparisons.flatMap((comparison): [string, Rule][] => [
        [`${type}${comparison}`, rule],
        [`${type}${comparison}Path`, referencePath],
      ]),
    ),
  ),
  BooleanEquals: boolean,
  BooleanEqualsPath: referencePath,
  StringMatches: text,
  ...Object.fromEntries(tests.map((test) => [test, boolean])),
};

/** In the order in which AWS lists them. */
const operatorNames = [
  "StringEquals, IsBoolean, StringLessThan, IsNumeric, BooleanEquals, StringLessThanEqualsPath, NumericLessThan",
  "NumericGreaterThan, NumericLessThanPath, StringMatches, TimestampLessThanEqualsPath, NumericEquals",
  "TimestampGreaterThan, StringGreaterThanEqualsPath, TimestampGreaterThanEqualsPath, TimestampLessThanEquals",
  "NumericLessThanEqualsPath, TimestampEquals, BooleanEqualsPath, IsTimestamp, StringLessThanEquals",
  "NumericLessThanEquals, StringLessThanPath, TimestampGreaterThanPath, StringGreaterThan, StringGreaterThanPath",
  "IsString, StringEqualsPath, TimestampEqualsPath, TimestampLessThan, StringGreaterThanEquals, NumericGreaterThanPath",
  "NumericGreaterThanEquals, NumericEqualsPath, TimestampLessThanPath, IsNull, IsPresent, TimestampGreaterThanEquals",
  "NumericGreaterThanEqualsPath",
].flatMap((names) => names.split(", "));
const selectors = ["And", "Or", "Not", "Variable", "Condition"];

const expressionFields: Record<string, Rule> = {
  Comment: anyValue,
  Variable: referencePath,
  And: (value, location, scope) => innerRules(value, location, scope),
  Or: (value, location, scope) => innerRules(value, location, scope),
  Not: (value, location, scope) => innerRule(value, location, scope),
  ...operators,
};

const innerFields = objectOf({ fields: expressionFields });
const outerFields = objectOf({
  required: ["Next"],
  fields: {
    ...expressionFields,
    Next: text,
    Condition: orExpression(boolean),
    Assign: assignments,
    Output: jsonataValue,
  },
});

/** A rule for what stands in Choices: what `And`, `Or` and `Not` take, with `Next` and perhaps `Assign` and `Output`. */
export const choiceRule: Rule = (value, location, scope) => {
  outerFields(value, location, scope);
  reportSelectors(value, location, scope);
};

const innerRule: Rule = (value, location, scope) => {
  innerFields(value, location, scope);
  reportSelectors(value, location, scope);
};
const innerRules = listOf(innerRule);

/** *Recorded*: the texts (the rules of cdk_preflight), and the list of operators (gabrielmoreira/tiny-asl-machine). */
const reportSelectors: Rule = (value, location, scope) => {
  if (!isJsonObject(value)) return;
  const list = `[${selectors.join(", ")}]`;
  if (count(value, selectors) !== 1) {
    reportSchemaError(scope, `The object must have only one of the following fields, ${list}`, location);
  }
  if (!Object.hasOwn(value, "Variable")) return;
  const present = count(value, operatorNames);
  const operatorList = `[${operatorNames.join(", ")}]`;
  if (present > 1) {
    reportSchemaError(scope, `There should only be one of the following fields: ${operatorList}`, location);
  }
  if (present < 1) {
    reportSchemaError(scope, `This object should have only one of the following fields: ${operatorList}`, location);
  }
};

function count(object: Json, names: readonly string[]): number {
  return isJsonObject(object) ? names.filter((name) => Object.hasOwn(object, name)).length : 0;
}
