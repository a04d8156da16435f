import type { Option } from "./option";
import { OPTION_SETTINGS } from "./option-settings";
import { ROUTE_KINDS } from "./route-options";
import { nameVariable } from "./setting";
import { SETTINGS } from "./settings";
import { STACK_OPTIONS } from "./stack-options";

/** The options of a route as a Markdown table: those that make its kind first. */
export function describeRouteOptions(): string {
  const options = new Map<string, Option>(Object.values(ROUTE_KINDS).flatMap((rows) => Object.entries(rows)));
  const names = new Set([...Object.keys(ROUTE_KINDS), ...options.keys()]);
  const rows = [...names].map((name) => {
    const { otherwise = "", meaning = "" } = options.get(name) ?? {};
    return [code(name), listKinds(name), otherwise, meaning];
  });
  return writeTable([["option", "of a route with", "default", "meaning"], ...rows]);
}

function listKinds(name: string): string {
  const kinds = Object.keys(ROUTE_KINDS).filter((kind) => Object.hasOwn(ROUTE_KINDS[kind] ?? {}, name));
  return kinds.length === Object.keys(ROUTE_KINDS).length ? "any" : kinds.map(code).join(", ");
}

/** The options of a stack as a Markdown table. */
export function describeStackOptions(): string {
  const rows = Object.entries(STACK_OPTIONS).map(([name, { otherwise, meaning, costs = "nothing" }]) => [
    code(name),
    otherwise,
    meaning,
    costs,
  ]);
  return writeTable([["option", "default", "meaning", "costs"], ...rows]);
}

/** The configuration as a Markdown table, a row each setting; an option's meaning stands in the table of options. */
export function describeSettings(): string {
  const rows = Object.entries(SETTINGS).map(([name, { otherwise, meaning }]) => [
    code(name),
    code(nameVariable(name)),
    otherwise,
    Object.hasOwn(OPTION_SETTINGS, name) ? "as the [option](#options-of-a-stack)" : meaning,
  ]);
  return writeTable([["context of `cdktf.json`", "environment", "default", "meaning"], ...rows]);
}

function writeTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(name: string): string {
  return `\`${name}\``;
}
