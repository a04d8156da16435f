import { checkPermissions } from "./refuse-permission";
import { show } from "./show-value";
import { suggestName } from "@sfn-websocket/languages/states-language/nearest-name";
import {
  EXECUTION_LOG_LEVELS,
  type LambdaRouteProps,
  type MockRouteProps,
  ROUTE_EXECUTIONS,
  type RouteOptions,
  type RouteProps,
  TIMEOUT_MILLISECONDS,
  WORKFLOW_LOG_LEVELS,
  type WorkflowRouteProps,
} from "./route-props";

/**
 * What is wrong with an option's value, as `<what is wrong>, got <value>; <what to do>`, or undefined where nothing is; a
 * text for each of its entries that is wrong, which begins with the entry's place.
 */
type OptionCheck = (value: unknown) => string | readonly string[] | undefined;

/** The checks of a kind of route, an entry each of its own options. */
type OptionChecks<Props> = Readonly<Record<Exclude<keyof Props, keyof RouteOptions>, OptionCheck>>;

/** What every route may have, with what it may be: types do not hold in JavaScript, nor past a cast. */
const SHARED_OPTIONS: Readonly<Record<keyof RouteOptions, OptionCheck>> = {
  executionLogLevel: checkOneOf(EXECUTION_LOG_LEVELS),
  throttle: (value) =>
    isRecord(value) &&
    Object.keys(value).length === 2 &&
    isPositive(value["rateLimit"]) &&
    isInteger(value["burstLimit"], 1, Number.MAX_SAFE_INTEGER)
      ? undefined
      : `needs both limits, got ${show(value)}; give { rateLimit: 100, burstLimit: 50 }, numbers above zero`,
  model: checkPath("models/quote.schema.json"),
};

const checkTimeout: OptionCheck = (value) => {
  const { shortest, longest } = TIMEOUT_MILLISECONDS;
  return isInteger(value, shortest, longest)
    ? undefined
    : `is out of range, got ${show(value)}; give a whole number of milliseconds from ${shortest} to ${longest}`;
};

const WORKFLOW_OPTIONS: OptionChecks<WorkflowRouteProps> = {
  workflow: checkPath("workflows/wait.asl.json"),
  execution: checkOneOf(ROUTE_EXECUTIONS),
  input: (value) =>
    typeof value === "string" && /^\$[\w.[\]-]*$/.test(value)
      ? undefined
      : `is not a path, got ${show(value)}; write it as in '$.data'`,
  requestTemplate: checkText,
  permissions: checkPermissions,
  substitutions: (value) =>
    isRecord(value) && Object.entries(value).every(([name, text]) => /^\w+$/.test(name) && typeof text === "string")
      ? undefined
      : `are not texts by name, got ${show(value)}; give { OrdersTable: orders.name }, and write \${OrdersTable} in the definition`,
  response: (value) => {
    if (value === "execution" || value === "output") return undefined;
    if (isRecord(value) && typeof value["template"] === "string" && Object.keys(value).length === 1) return undefined;
    return `is unknown, got ${show(value)}; give "execution", "output" or { template: "..." }`;
  },
  logLevel: checkOneOf(WORKFLOW_LOG_LEVELS),
  logExecutionData: (value) =>
    typeof value === "boolean" ? undefined : `is not a boolean, got ${show(value)}; give true or false`,
  delivery: (value) =>
    isRecord(value) &&
    Object.keys(value).every((name) => name === "stableVersion" || name === "latestWeight") &&
    (value["stableVersion"] === undefined || isInteger(value["stableVersion"], 1, Number.MAX_SAFE_INTEGER)) &&
    (value["latestWeight"] === undefined ||
      (value["stableVersion"] !== undefined && isInteger(value["latestWeight"], 0, 100)))
      ? undefined
      : `is unknown, got ${show(value)}; give {} or { stableVersion: 3, latestWeight: 10 }, a weight from 0 to 100`,
  timeoutMilliseconds: checkTimeout,
};

const MOCK_OPTIONS: OptionChecks<MockRouteProps> = { mock: checkText };

const LAMBDA_OPTIONS: OptionChecks<LambdaRouteProps> = {
  timeoutMilliseconds: checkTimeout,
  lambda: (value) =>
    typeof value === "string" && FUNCTION_ARN.test(value)
      ? undefined
      : `is not a function's ARN, got ${show(value)}; write it as in 'arn:aws:lambda:us-east-1:123456789012:function:echo'`,
};

/** An unqualified ARN, one with a version or an alias, or a reference that Terraform fills in. */
const FUNCTION_ARN = /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]{1,140}(:(\$LATEST|[\w-]{1,128}))?|\$\{[^}]+\})$/;

/** The options of each kind of route, by the option that makes it of that kind. */
const KINDS: Readonly<Record<string, Readonly<Record<string, OptionCheck>>>> = {
  workflow: WORKFLOW_OPTIONS,
  mock: MOCK_OPTIONS,
  lambda: LAMBDA_OPTIONS,
};

/**
 * The problems of a route's options: unknown names, those of another kind of route, and values that AWS refuses or
 * silently reads as something else.
 */
export function checkRouteOptions(routeKey: string, route: RouteProps): readonly string[] {
  const where = `route '${routeKey}'`;
  if (!isRecord(route)) return [`${where}: options are missing, got ${show(route)}; give at least { workflow: "..." }`];
  const given = Object.entries<unknown>(route).filter(([, value]) => value !== undefined);
  const kinds = given.map(([name]) => name).filter((name) => Object.hasOwn(KINDS, name));
  if (kinds.length > 1) return [`${where}: runs more than one thing, got ${kinds.join(" and ")}; give one of them`];
  const [kind = "workflow"] = kinds;
  const checks = new Map(Object.entries({ ...KINDS[kind], ...SHARED_OPTIONS }));
  const named = kinds.length === 0 ? [[kind, undefined] as const, ...given] : given;
  return named.flatMap(([name, value]) => {
    const problem = checks.get(name)?.(value) ?? [];
    if (checks.has(name))
      return [problem].flat().map((each) => `${where}: ${name}${each.startsWith("[") ? "" : " "}${each}`);
    return [`${where}: ${describeUnknown(name, kind, [...checks.keys()])}`];
  });
}

/** What others call an option: SAM and the CDK. */
const OTHER_NAMES: Readonly<Record<string, string>> = { definitionSubstitutions: "substitutions" };

function describeUnknown(name: string, kind: string, known: readonly string[]): string {
  const isOther = Object.values(KINDS).some((checks) => Object.hasOwn(checks, name));
  if (isOther) return `option does not belong to a route with '${kind}', got '${name}'; remove it`;
  const renamed = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
  if (renamed !== undefined && known.includes(renamed))
    return `option is unknown, got '${name}'; did you mean '${renamed}'`;
  return `option is unknown, got '${name}'; ${suggestName(name, known, `use one of ${known.join(", ")}`)}`;
}

/** The problem of a route key, if it has one: AWS keeps keys that start with `$` for itself. */
export function checkRouteKey(routeKey: string): readonly string[] {
  const reserved = ["$connect", "$disconnect", "$default"];
  if (routeKey === "")
    return ["routes: a route key is empty, got ''; name the value of 'action' that selects the route"];
  if (routeKey !== routeKey.trim() || /[\p{Cc}\p{Cf}]/u.test(routeKey)) {
    const plain = routeKey.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();
    return [
      `route ${show(routeKey)}: route key has blanks around it or control characters, got ${show(routeKey)}; write '${plain}'`,
    ];
  }
  if (!routeKey.startsWith("$") || reserved.includes(routeKey)) return [];
  const advice = suggestName(routeKey, reserved, `only ${reserved.join(", ")} may start with '$'`);
  return [`route '${routeKey}': route key is not one of AWS's, got '${routeKey}'; ${advice}`];
}

const METHOD = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) /;

/**
 * The warnings of a route key that AWS takes, and that probably no client sends: it looks like one of AWS's, or like that of
 * an HTTP API.
 */
export function warnOfRouteKey(routeKey: string): readonly string[] {
  const reserved = ["$connect", "$disconnect", "$default"].find((each) => each === `$${routeKey.toLowerCase()}`);
  const only = `route '${routeKey}': only messages whose action is '${routeKey}' reach it, got`;
  if (reserved !== undefined) return [`${only} the name of one of AWS's routes; did you mean '${reserved}'`];
  if (routeKey === "*") return [`${only} '*'; '$default' takes the messages that no other route takes`];
  if (METHOD.test(routeKey))
    return [`${only} the key of an HTTP API; write '${routeKey.replace(METHOD, "").replace(/^\//, "")}'`];
  return [];
}

function checkPath(example: string): OptionCheck {
  return (value) => {
    if (typeof value !== "string" || value === "") {
      return `is not a path, got ${show(value)}; name a file such as '${example}'`;
    }
    if (!value.includes("\\")) return undefined;
    return `is not a path on every system, got ${show(value)}; write '${value.replaceAll(/\\+/g, "/")}'`;
  };
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
