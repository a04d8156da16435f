import { EvaluationError } from "../errors";
import type { Value } from "../values";

/** Fails as Java does where an object is compared with one of another class. */
export function failCast(_: Value, other: Value): never {
  throw new EvaluationError(
    `compareTo: ${other === null ? "null" : "an object of another class"} cannot be compared; pass one of the same class`,
  );
}
