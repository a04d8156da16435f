import { EvaluationError } from "./errors";
import { createInteger, JavaDouble } from "./values";
import { spendWork } from "./work";
import type { Value } from "./values";

interface Operation {
  readonly doubles: (left: number, right: number) => number;
  readonly integers: (left: bigint, right: bigint) => bigint;
}

/** Far beyond any honest number, and small enough to be multiplied at once. */
const LONGEST_INTEGER = 4096n;
const LARGEST = 1n << LONGEST_INTEGER;

/** The operators between two numbers, as Java carries them out: 7 / 2 is 3. */
const operations: Readonly<Record<string, Operation>> = {
  "+": { doubles: (left, right) => left + right, integers: (left, right) => left + right },
  "-": { doubles: (left, right) => left - right, integers: (left, right) => left - right },
  "*": { doubles: (left, right) => left * right, integers: (left, right) => left * right },
  "/": { doubles: (left, right) => left / right, integers: (left, right) => left / right },
  "%": { doubles: (left, right) => left % right, integers: (left, right) => left % right },
};

/**
 * The result of the operator on two numbers; null if one is no number, or for a division by zero. *Recorded* from
 * Velocity 1.7: an integer that grows too large for a Long becomes a BigInteger.
 */
export function calculate(operator: string, left: Value, right: Value): Value {
  const operation = operations[operator];
  if (operation === undefined || !isNumeric(left) || !isNumeric(right)) return null;
  if ((operator === "/" || operator === "%") && Number(right) === 0) return null;
  if (left instanceof JavaDouble || right instanceof JavaDouble)
    return new JavaDouble(operation.doubles(Number(left), Number(right)));
  if (typeof left === "number" && typeof right === "number") {
    const result = Math.trunc(operation.doubles(left, right));
    // -0 is no integer of Java's
    if (Number.isSafeInteger(result)) return result + 0;
  }
  spendWork(20);
  const result = operation.integers(BigInt(left), BigInt(right));
  if (result > LARGEST || result < -LARGEST)
    throw new EvaluationError(
      `result of '${operator}' has more than ${LONGEST_INTEGER} bits; calculate with smaller numbers`,
    );
  return createInteger(result);
}

function isNumeric(value: Value): value is number | bigint | JavaDouble {
  return typeof value === "number" || typeof value === "bigint" || value instanceof JavaDouble;
}
