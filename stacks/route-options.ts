import { suggestName } from "../languages/states-language/nearest-name";
import { EXECUTION_LOG_LEVELS, type RouteProps, TIMEOUT_MILLISECONDS, WORKFLOW_LOG_LEVELS } from "./route-props";

/**
 * What is wrong with an option's value, as `<what is wrong>, got <value>; <what to do>`, or undefined where nothing is.
 */
type OptionCheck = (value: unknown) => string | undefined;

/** Every option of a route, with what it may be: types do not hold in JavaScript, nor past a cast. */
const ROUTE_OPTIONS: Readonly<Record<keyof RouteProps, OptionCheck>> = {
  workflow: (value) =>
    typeof value === "string" && value !== ""
      ? undefined
      : `is not a path, got ${show(value)}; name a file such as 'workflows/wait.asl.json'`,
  timeoutMilliseconds: (value) => {
    const { shortest, longest } = TIMEOUT_MILLISECONDS;
    return isInteger(value, shortest, longest)
      ? undefined
      : `is out of range, got ${show(value)}; give a whole number of milliseconds from ${shortest} to ${longest}`;
  },
  requestTemplate: checkText,
  permissions: (value) =>
    Array.isArray(value) && value.every(isPermission)
      ? undefined
      : `are not lists of actions and resources, got ${show(value)}; give [{ actions: ["dynamodb:PutItem"], resources: ["arn:..."] }]`,
  response: (value) => {
    if (value === "execution" || value === "output") return undefined;
    if (isRecord(value) && typeof value["template"] === "string" && Object.keys(value).length === 1) return undefined;
    return `is unknown, got ${show(value)}; give "execution", "output" or { template: "..." }`;
  },
  logLevel: checkOneOf(WORKFLOW_LOG_LEVELS),
  logExecutionData: (value) =>
    typeof value === "boolean" ? undefined : `is not a boolean, got ${show(value)}; give true or false`,
  executionLogLevel: checkOneOf(EXECUTION_LOG_LEVELS),
  throttle: (value) =>
    isRecord(value) &&
    Object.keys(value).length === 2 &&
    isPositive(value["rateLimit"]) &&
    isInteger(value["burstLimit"], 1, Number.MAX_SAFE_INTEGER)
      ? undefined
      : `needs both limits, got ${show(value)}; give { rateLimit: 100, burstLimit: 50 }, numbers above zero`,
};

/**
 * The problems of a route's options: unknown names, and values that AWS refuses or silently reads as something else.
 */
export function checkRouteOptions(routeKey: string, route: RouteProps): readonly string[] {
  const where = `route '${routeKey}'`;
  if (!isRecord(route)) return [`${where}: options are missing, got ${show(route)}; give at least { workflow: "..." }`];
  const checks = new Map<string, OptionCheck>(Object.entries(ROUTE_OPTIONS));
  const given = Object.entries<unknown>({ ...route, workflow: route.workflow });
  return given.flatMap(([name, value]) => {
    const check = checks.get(name);
    if (check === undefined) {
      const advice = suggestName(name, checks.keys(), `use one of ${[...checks.keys()].join(", ")}`);
      return [`${where}: option is unknown, got '${name}'; ${advice}`];
    }
    const problem = value === undefined && name !== "workflow" ? undefined : check(value);
    return problem === undefined ? [] : [`${where}: ${name} ${problem}`];
  });
}

/** The problem of a route key, if it has one: AWS keeps keys that start with `$` for itself. */
export function checkRouteKey(routeKey: string): readonly string[] {
  const reserved = ["$connect", "$disconnect", "$default"];
  if (routeKey === "")
    return ["routes: a route key is empty, got ''; name the value of 'action' that selects the route"];
  if (!routeKey.startsWith("$") || reserved.includes(routeKey)) return [];
  const advice = suggestName(routeKey, reserved, `only ${reserved.join(", ")} may start with '$'`);
  return [`route '${routeKey}': route key is not one of AWS's, got '${routeKey}'; ${advice}`];
}

function isPermission(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  const isList = (list: unknown, form: RegExp) =>
    Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === "string" && form.test(item));
  return isList(value["actions"], /^[\w-]+:[\w*?]+$/) && isList(value["resources"], /^(\*$|arn:|\$\{)/);
}

function checkText(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : `is not a text, got ${show(value)}; give a mapping template`;
}

function checkOneOf(known: readonly string[]): OptionCheck {
  return (value) => {
    if (typeof value === "string" && known.includes(value)) return undefined;
    return `is unknown, got ${show(value)}; ${suggestName(String(value), known, `use one of ${known.join(", ")}`)}`;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

function isInteger(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? "nothing");
}
