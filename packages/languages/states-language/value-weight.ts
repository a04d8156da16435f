import { EvaluationLimit, MAXIMUM_DEPTH } from "./evaluation-limits";

const WEIGHT_OF_SCALAR = 8;

/** Weights of objects that were weighed. */
export type Weights = WeakMap<object, number>;

/** What weighing a value is limited by. */
interface Scale {
  readonly limit: number;
  /** without it, everything is weighed anew: JSONata's transformations change objects in place */
  readonly known: Weights | undefined;
}

/**
 * The weight of a value of JSONata with all that it holds, counted as often as it is held: a character is 1, anything else
 * 8. Throws EvaluationLimit if it is over the limit or nests too deeply.
 */
export function weigh(value: unknown, scale: Scale): number {
  const weight = weighNode(value, scale, 0);
  if (weight > scale.limit) throw new EvaluationLimit("memory");
  return weight;
}

function weighNode(value: unknown, scale: Scale, depth: number): number {
  if (typeof value === "string") return value.length + WEIGHT_OF_SCALAR;
  if (typeof value !== "object" || value === null) return WEIGHT_OF_SCALAR;
  if (depth > MAXIMUM_DEPTH) throw new EvaluationLimit("stack");
  if ("_jsonata_function" in value || "_jsonata_lambda" in value) return WEIGHT_OF_SCALAR;
  const known = scale.known?.get(value);
  if (known !== undefined) return known;
  const weight = Array.isArray(value)
    ? weighArray(value, scale, depth)
    : weighObject(value as Record<string, unknown>, scale, depth);
  if (weight > scale.limit) throw new EvaluationLimit("memory");
  scale.known?.set(value, weight);
  return weight;
}

function weighArray(array: readonly unknown[], scale: Scale, depth: number): number {
  let weight = WEIGHT_OF_SCALAR;
  for (const element of array) {
    weight += weighNode(element, scale, depth + 1);
    if (weight > scale.limit + WEIGHT_OF_SCALAR) throw new EvaluationLimit("memory");
  }
  return weight - WEIGHT_OF_SCALAR;
}

function weighObject(object: Record<string, unknown>, scale: Scale, depth: number): number {
  let weight = 0;
  for (const name of Object.keys(object)) {
    weight += name.length + weighNode(object[name], scale, depth + 1);
    if (weight > scale.limit) throw new EvaluationLimit("memory");
  }
  return weight + WEIGHT_OF_SCALAR;
}
