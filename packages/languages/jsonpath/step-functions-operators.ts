import { compareDecimals } from "./compare-decimals";
import { isNumber } from "./document";
import { JsonPathError } from "./errors";
import { readOperand } from "./step-functions-operand";
import type { StepFunctionsOperand } from "./step-functions-operand";
import { RE2JS } from "re2js";
import type { Context, Predicate } from "./tokens";

/** Left and right of an operator. */
export type Operands = readonly [StepFunctionsOperand, StepFunctionsOperand];

/** An operator, told how the right value stands to the left one: below, at or above 0. */
export interface Comparison {
  readonly holds: (order: number) => boolean;
  /** whether null has an order beside other values */
  readonly takesNull: boolean;
}

/** The predicate that compares two operands; values without an order (lists, maps, a number and a boolean) never hold. */
export function compareOperands(operands: Operands, { holds, takesNull }: Comparison): Predicate {
  const isSame = isSameRootPath(operands);
  const [leftOperand, rightOperand] = operands;
  return (item, context) => {
    const left = readOperand(leftOperand, item, context);
    const right = left === undefined ? undefined : readOperand(rightOperand, item, context);
    if (left === undefined || right === undefined) return false;
    if (!takesNull && (left === null) !== (right === null)) return false;
    const order = isSame ? 0 : compareValues(right, left);
    return order !== undefined && holds(order);
  };
}

/** Jayway reads a path from `$` once, so that its value is identical to itself; else lists and maps equal nothing. */
function isSameRootPath([left, right]: Operands): boolean {
  return left.kind === "path" && right.kind === "path" && left.path.root === "$" && left.text === right.text;
}

/** How the right value of an operator stands to the left one, or undefined if they have no order. */
function compareValues(right: unknown, left: unknown): number | undefined {
  if (isNullish(right) || isNullish(left)) return Number(isNullish(left)) - Number(isNullish(right));
  if (typeof right === "string") return compareText(right, left);
  if (isNumber(right) && isNumber(left)) return compareDecimals(String(right), String(left));
  return typeof right === "boolean" && typeof left === "boolean" ? Number(right) - Number(left) : undefined;
}

function compareText(right: string, left: unknown): number | undefined {
  if (typeof left === "string") return compareCodeUnits(right.replaceAll("\\'", "'"), left);
  if (typeof left === "boolean") return Number(right.toLowerCase() === "true") - Number(left);
  if (!isNumber(left)) return undefined;
  const order = compareDecimals(right, String(left));
  if (order === undefined) throw new JsonPathError(`text '${right}': is no number to compare with ${String(left)}`);
  return order;
}

function compareCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The text `null` stands for null, wherever it comes from. */
function isNullish(value: unknown): boolean {
  return value === null || value === "null";
}

/** Whether one operand is a pattern that the whole of the other one matches. */
export function matchOperands([left, right]: Operands, item: unknown, context: Context): boolean {
  const target = readOperand(left, item, context);
  const pattern = target === undefined ? undefined : readOperand(right, item, context);
  if (target === undefined || pattern === undefined) return false;
  if (target instanceof RE2JS) return pattern !== null && target.matches(printValue(pattern));
  if (pattern instanceof RE2JS) return target !== null && pattern.matches(printValue(target));
  throw new JsonPathError("operator =~: has no pattern; write for example [?(@.a =~ /b.*/)]");
}

/** The value as Java prints it: Jackson's lists and maps as JSON. */
function printValue(value: unknown): string {
  if (value instanceof RE2JS) return value.pattern();
  return typeof value === "object" && value !== null && !isNumber(value) ? JSON.stringify(value) : String(value);
}
