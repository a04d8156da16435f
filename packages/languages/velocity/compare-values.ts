import { EvaluationError } from "./errors";
import { DEEPEST_NESTING } from "./limits";
import { printValue } from "./print-value";
import { JavaChar, JavaDouble } from "./values";
import type { Value } from "./values";
import { spendWork } from "./work";

/** The value as JavaScript's number, undefined for what is no number. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof JavaDouble || typeof value === "bigint" ? Number(value) : undefined;
}

/**
 * `==` of a template: numbers by size, values of one class by `equals`, all else by what they print. Null, which only
 * arithmetic gives, equals null; a missing reference is the empty text. *Recorded* from Velocity 1.7
 */
export function looselyEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (toNumber(left) !== undefined && toNumber(right) !== undefined) return compareNumbers(left, right) === 0;
  if (typeof left === "string" && typeof right === "string") {
    if (left.length === right.length) spendWork(left.length / 64);
    return left === right;
  }
  const sameClass = (Array.isArray(left) && Array.isArray(right)) || (left instanceof Map && right instanceof Map);
  return sameClass ? equals(left, right) : printValue(left) === printValue(right);
}

/** Java's `equals`: an Integer does not equal a Double. */
export function equals(left: Value, right: Value): boolean {
  return new Comparison().equals(left, right, 0);
}

const MOST_COMPARISONS = 200_000;

/** One comparison of values, which may share parts in such a way that it would never end. */
class Comparison {
  #count = 0;

  equals(left: Value, right: Value, depth: number): boolean {
    if (depth > DEEPEST_NESTING || ++this.#count > MOST_COMPARISONS) {
      throw new EvaluationError(`compared value is too deep or too large; does it contain itself?`);
    }
    spendWork(typeof left === "string" ? 1 + left.length / 64 : 1);
    if (left === right) return true;
    if (left instanceof JavaDouble) return right instanceof JavaDouble && left.value === right.value;
    if (left instanceof JavaChar) return right instanceof JavaChar && left.char === right.char;
    if (Array.isArray(left)) {
      if (!Array.isArray(right) || left.length !== right.length) return false;
      return left.every((item, index) => this.equals(item, right[index] ?? null, depth + 1));
    }
    if (!(left instanceof Map) || !(right instanceof Map) || left.size !== right.size) return false;
    return [...left].every(
      ([name, member]) => right.has(name) && this.equals(member, right.get(name) ?? null, depth + 1),
    );
  }
}

/** Below, at or above 0; undefined if one of the two is no number. */
export function compareNumbers(left: Value, right: Value): number | undefined {
  if (typeof left === "bigint" || typeof right === "bigint") {
    if (left instanceof JavaDouble || right instanceof JavaDouble) return Number(left) - Number(right);
    const isNumeric = (value: Value): value is number | bigint =>
      typeof value === "number" || typeof value === "bigint";
    return isNumeric(left) && isNumeric(right) ? (left < right ? -1 : left > right ? 1 : 0) : undefined;
  }
  const [leftNumber, rightNumber] = [toNumber(left), toNumber(right)];
  return leftNumber === undefined || rightNumber === undefined ? undefined : leftNumber - rightNumber;
}
