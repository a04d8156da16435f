import { isTrue, toText } from "./jsonata-direct-operators";
import { isFunctionLike, requireHere } from "./jsonata-direct-values";
import { weigh, type Weights } from "../values/value-weight";

/** Heavier values are left to JSONata's library, which gives the event loop its turns and knows the limits. */
const MAXIMUM_WEIGHT = 16_384;

const weights: Weights = new WeakMap();

/** Functions of one value; whatever another value than theirs would give is left to JSONata's library. */
export const directFunctions: Readonly<Partial<Record<string, (value: unknown) => unknown>>> = {
  count: (value) => (Array.isArray(value) ? value.length : requireHere(undefined)),
  exists: (value) => value !== undefined,
  lowercase: (value) => requireText(value).toLowerCase(),
  merge: (value) => merge(value),
  not: (value) => (value === undefined ? undefined : !isTrue(value)),
  string: (value) => (value === undefined ? undefined : toText(value)),
  uppercase: (value) => requireText(value).toUpperCase(),
};

function requireText(value: unknown): string {
  return typeof value === "string" && value.length <= MAXIMUM_WEIGHT ? value : requireHere<string>(undefined);
}

function merge(list: unknown): unknown {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return requireHere(undefined);
  for (const object of list) weigh(object, { limit: MAXIMUM_WEIGHT, known: weights });
  const merged: Record<string, unknown> = Object.create(null);
  for (const object of list) for (const name of Object.keys(object)) merged[name] = object[name];
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isFunctionLike(value);
}
