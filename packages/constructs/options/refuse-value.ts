import { suggestName } from "@sfn-websocket/languages/nearest-name";
import type { RefuseValue } from "./option";
import { show } from "./show-value";

export const refuseText: RefuseValue = (value) =>
  typeof value === "string" ? undefined : `is not a text, got ${show(value)}; give a mapping template`;

export const refuseBoolean: RefuseValue = (value) =>
  typeof value === "boolean" ? undefined : `is not a boolean, got ${show(value)}; give true or false`;

/** Refuses what is no path of a file that is the same on every system, such as `example`. */
export const refusePath =
  (example: string): RefuseValue =>
  (value) => {
    if (typeof value !== "string" || value === "") {
      return `is not a path, got ${show(value)}; name a file such as '${example}'`;
    }
    if (!value.includes("\\")) return undefined;
    return `is not a path on every system, got ${show(value)}; write '${value.replaceAll(/\\+/g, "/")}'`;
  };

export const refuseOther =
  (known: readonly string[]): RefuseValue =>
  (value) => {
    if (typeof value === "string" && known.includes(value)) return undefined;
    return `is unknown, got ${show(value)}; ${suggestName(String(value), known, `use one of ${known.join(", ")}`)}`;
  };

/** Refuses what is no token bucket: API Gateway takes a limit that is not given for 0. */
export const refuseThrottle: RefuseValue = (value) =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  isPositive(value["rateLimit"]) &&
  isInteger(value["burstLimit"], 1, Number.MAX_SAFE_INTEGER)
    ? undefined
    : `needs both limits, got ${show(value)}; give { rateLimit: 100, burstLimit: 50 }, numbers above zero`;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isInteger(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

/** The members of an option's value that are none of those that it takes. */
export function checkMembers(option: string, value: object, known: readonly string[]): readonly string[] {
  return Object.entries(value)
    .filter(([name, each]) => each !== undefined && !known.includes(name))
    .map(([name]) => `${option}: member is unknown, got '${name}'; ${suggestName(name, known, "remove it")}`);
}
