import { findNearestName, suggestName } from "@sfn-websocket/languages/nearest-name";
import { checkOption } from "../options/option";
import { isRecord } from "../options/refuse-value";
import { ROUTE_KINDS } from "./route-options";
import type { RouteProps } from "../options/route-props";
import { show } from "../options/show-value";

/**
 * The problems of a route's options: unknown names, those of another kind of route, and values that AWS refuses or
 * silently reads as something else.
 */
export function checkRouteOptions(routeKey: string, route: RouteProps): readonly string[] {
  const where = `route '${routeKey}'`;
  if (!isRecord(route)) return [`${where}: options are missing, got ${show(route)}; give at least { workflow: "..." }`];
  const given = Object.entries<unknown>(route).filter(([, value]) => value !== undefined);
  const kinds = given.map(([name]) => name).filter((name) => Object.hasOwn(ROUTE_KINDS, name));
  if (kinds.length > 1) return [`${where}: runs more than one thing, got ${kinds.join(" and ")}; give one of them`];
  const [kind = "workflow"] = kinds;
  const options = new Map(Object.entries(ROUTE_KINDS[kind] ?? {}));
  const isMisspelled = given.some(([name]) => findMisspelledKind(name, kinds) !== undefined);
  const named = kinds.length === 0 && !isMisspelled ? [[kind, undefined] as const, ...given] : given;
  return named.flatMap(([name, value]) => {
    const option = options.get(name);
    if (option === undefined)
      return [`${where}: ${findMisspelledKind(name, kinds) ?? describeUnknown(name, kind, [...options.keys()])}`];
    return checkOption(name, option, value).map((problem) => `${where}: ${problem}`);
  });
}

/** A route that runs nothing has what it runs under another name. */
function findMisspelledKind(name: string, kinds: readonly string[]): string | undefined {
  const meant = kinds.length > 0 ? undefined : findNearestName(name, Object.keys(ROUTE_KINDS));
  return meant === undefined ? undefined : `option is unknown, got '${name}'; did you mean '${meant}'`;
}

/** What others call an option: SAM and the CDK. */
const OTHER_NAMES: Readonly<Record<string, string>> = { definitionSubstitutions: "substitutions" };

function describeUnknown(name: string, kind: string, known: readonly string[]): string {
  const isOther = Object.values(ROUTE_KINDS).some((options) => Object.hasOwn(options, name));
  if (isOther) return `option does not belong to a route with '${kind}', got '${name}'; remove it`;
  const renamed = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
  if (renamed !== undefined && known.includes(renamed))
    return `option is unknown, got '${name}'; did you mean '${renamed}'`;
  return `option is unknown, got '${name}'; ${suggestName(name, known, `use one of ${known.join(", ")}`)}`;
}
