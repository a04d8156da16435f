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

/** What the objects weigh that are no heavier than most limits, however often they are weighed. */
const light = new WeakMap<object, number>();
const MAXIMUM_LIGHT = 1_048_576;

/** True if the values of an object, and of its own objects in turn, are together within the limit; of heavy ones only a part is looked at. */
export function weighsAtMost(limit: number, values: Readonly<Record<string, unknown>>): boolean {
  let weight = 0;
  for (const value of Object.values(values)) {
    for (const part of isHolder(value) ? Object.values(value) : [value]) weight += weighOnce(part);
    if (weight > limit) return false;
  }
  return true;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function weighOnce(value: unknown): number {
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value.length : WEIGHT_OF_SCALAR;
  const known = light.get(value);
  if (known !== undefined) return known;
  const weight = countWeight(value);
  light.set(value, weight);
  return weight;
}

/** The weight, Infinity for a heavy value; JSON from outside may nest deeply. */
function countWeight(value: object): number {
  const left: unknown[] = [value];
  let weight = 0;
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    weight += WEIGHT_OF_SCALAR;
    if (typeof next === "string") weight += next.length;
    else if (Array.isArray(next)) {
      weight += next.length;
      for (const element of weight > MAXIMUM_LIGHT ? [] : next) left.push(element);
    } else if (typeof next === "object" && next !== null) {
      for (const [name, member] of Object.entries(next)) {
        weight += name.length;
        left.push(member);
      }
    }
    if (weight > MAXIMUM_LIGHT) return Infinity;
  }
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
