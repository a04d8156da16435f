import { isJsonObject } from "../../json";
import type { Json } from "../../json";

/**
 * The values from a definition down to a diagnostic's location, the definition first; empty where the location leads
 * nowhere. A name may hold slashes, which AWS's locations do not escape: of several ways one that arrives is taken.
 */
export function traceLocation(value: Json, location: string): readonly Json[] {
  if (location === "" || location === "/") return [value];
  for (const [step, child] of listSteps(value)) {
    if (!location.startsWith(step) || !/^([/[]|$)/.test(location.slice(step.length))) continue;
    const below = traceLocation(child, location.slice(step.length));
    if (below.length > 0) return [value, ...below];
  }
  return [];
}

/** What a location says of each member of a value. */
function listSteps(value: Json): readonly (readonly [string, Json])[] {
  if (Array.isArray(value)) return value.map((element, index) => [`[${index}]`, element] as const);
  return isJsonObject(value) ? Object.entries(value).map(([name, member]) => [`/${name}`, member] as const) : [];
}
