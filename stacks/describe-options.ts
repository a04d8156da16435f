import type { Option } from "@sfn-websocket/constructs/options/option";
import { OPTION_SETTINGS } from "@sfn-websocket/constructs/api/option-settings";
import { ROUTE_KINDS } from "@sfn-websocket/constructs/routes/route-options";
import { nameVariable } from "@sfn-websocket/constructs/options/setting";
import { SETTINGS } from "./settings";
import { STACK_OPTIONS } from "./stack-options";

/** The options of a route as a Markdown table: those that make its kind first. */
export function describeRouteOptions(): string {
  const kinds = Object.entries(ROUTE_KINDS);
  const all = kinds.flatMap(([, rows]) => Object.entries(rows));
  const isFirst = ([name]: readonly [string, Option]): boolean => Object.hasOwn(ROUTE_KINDS, name);
  const ordered = [...all.filter(isFirst), ...all.filter((entry) => !isFirst(entry))];
  // Two kinds may have options of one name which mean different things; where they mean the same, it is one row.
  const once = ordered.filter(([, option], index) => ordered.findIndex(([, other]) => other === option) === index);
  const rows = once.map(([name, option]) => {
    const having = kinds.filter(([, options]) => options[name] === option).map(([kind]) => code(kind));
    const { otherwise, meaning } = option;
    return [code(name), having.length === kinds.length ? "any" : having.join(", "), otherwise, meaning];
  });
  return writeTable([["option", "of a route with", "default", "meaning"], ...rows]);
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

/** A Markdown table of which the first row is the head. */
export function writeTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(name: string): string {
  return `\`${name}\``;
}
