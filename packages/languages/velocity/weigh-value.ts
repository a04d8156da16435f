import type { Value } from "./values";

/** How many steps it is to go through the value once: none for a small one. */
export function weighValue(value: Value): number {
  if (typeof value === "string") return value.length >> 6;
  if (Array.isArray(value)) return value.length >> 8;
  if (value instanceof Map) return value.size >> 8;
  return 0;
}

/** The steps that going through all values costs. */
export function weighValues(values: readonly Value[]): number {
  let weight = 0;
  for (const value of values) weight += weighValue(value);
  return weight;
}
