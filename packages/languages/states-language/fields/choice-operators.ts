import { compareDecimals } from "../../jsonpath/compare-decimals";
import { isNumber } from "../../jsonpath/document";
import type { Json } from "../../json";
import { matchWildcards } from "./match-wildcards";
import { isTimestamp, parseNanoseconds } from "../values/timestamps";

/** True if a variable's value and the operand that the rule gives satisfy the operator; other types are simply false. */
export type ChoiceOperator = (value: Json, operand: Json) => boolean;

type Order = (comparison: number) => boolean;

const orders: Readonly<Record<string, Order>> = {
  Equals: (comparison) => comparison === 0,
  LessThan: (comparison) => comparison < 0,
  GreaterThan: (comparison) => comparison > 0,
  LessThanEquals: (comparison) => comparison <= 0,
  GreaterThanEquals: (comparison) => comparison >= 0,
};

/** The operators that compare; each also exists with `Path`, its operand then being read from a path. */
export const comparisonOperators: Readonly<Record<string, ChoiceOperator>> = {
  BooleanEquals: (value, operand) => typeof value === "boolean" && value === operand,
  ...compareAs("String", (value) => (typeof value === "string" ? value : undefined)),
  ...compareNumbers(),
  ...compareAs("Timestamp", (value) => (typeof value === "string" ? parseNanoseconds(value) : undefined)),
};

/**
 * The operators that test one value against a literal. `Is...: false` negates the test.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export const testOperators: Readonly<Record<string, ChoiceOperator>> = {
  StringMatches: (value, pattern) =>
    typeof value === "string" && typeof pattern === "string" && matchWildcards(value, pattern),
  IsNull: (value, expected) => (value === null) === expected,
  IsString: (value, expected) => (typeof value === "string") === expected,
  IsNumeric: (value, expected) => isNumber(value) === expected,
  IsBoolean: (value, expected) => (typeof value === "boolean") === expected,
  IsTimestamp: (value, expected) => (typeof value === "string" && isTimestamp(value)) === expected,
};

/** Numbers that keep their digits compare by them. */
function compareNumbers(): Record<string, ChoiceOperator> {
  const operators: Record<string, ChoiceOperator> = {};
  for (const [name, holds] of Object.entries(orders)) {
    operators[`Numeric${name}`] = (value, operand) => {
      if (typeof value === "number" && typeof operand === "number") return holds(Math.sign(value - operand));
      const order = isNumber(value) && isNumber(operand) ? compareDigits(value, operand) : undefined;
      return order !== undefined && holds(order);
    };
  }
  return operators;
}

/**
 * What an operand that a path gives counts as. *Reported*: gabrielmoreira/tiny-asl-machine saw AWS take 7 as greater than
 * `[6]` and 8 as no less than `false`; its captures of `true` and of objects agree with 0. Of a text nothing was seen.
 */
export function readOperand(operator: string, value: Json): Json {
  return operator.startsWith("Numeric") && typeof value !== "string" && !isNumber(value) ? 0 : value;
}

function compareDigits(value: Json, operand: Json): number | undefined {
  return compareDecimals(String(value), String(operand)) ?? Number(value) - Number(operand);
}

function compareAs<T extends string | bigint>(
  type: string,
  convert: (value: Json) => T | undefined,
): Record<string, ChoiceOperator> {
  const operators: Record<string, ChoiceOperator> = {};
  for (const [name, holds] of Object.entries(orders)) {
    operators[`${type}${name}`] = (value, operand) => {
      const [left, right] = [convert(value), convert(operand)];
      if (left === undefined || right === undefined) return false;
      return holds(left < right ? -1 : left > right ? 1 : 0);
    };
  }
  return operators;
}
