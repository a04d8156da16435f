import { isJsonObject } from "../../json";
import type { Json } from "../../json";

/** A value on the way to a location, and the name or index that it has in the one before. */
interface Step {
  readonly name: string | number;
  readonly value: Json;
}

/**
 * The steps from a definition, itself left out, down to a diagnostic's location; undefined where it leads nowhere. A name
 * may hold slashes, which AWS's locations do not escape: of several ways one that arrives is taken.
 */
export function findSteps(value: Json, location: string): readonly Step[] | undefined {
  if (location === "" || location === "/") return [];
  for (const step of listSteps(value)) {
    const written = typeof step.name === "number" ? `[${step.name}]` : `/${step.name}`;
    const rest = location.slice(written.length);
    if (!location.startsWith(written) || !/^([/[]|$)/.test(rest)) continue;
    const below = findSteps(step.value, rest);
    if (below !== undefined) return [step, ...below];
  }
  return undefined;
}

function listSteps(value: Json): readonly Step[] {
  if (Array.isArray(value)) return value.map((element, name) => ({ name, value: element }));
  return isJsonObject(value) ? Object.entries(value).map(([name, member]) => ({ name, value: member })) : [];
}
