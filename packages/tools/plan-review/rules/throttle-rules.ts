import type { ResourceChange } from "../plan";
import { isOpaque, readBlocks, readNumber, readText, readValue, type Value, type ValueObject } from "../values";
import { type FindInPlan, type Found, listKept, listRemovedRoutes } from "./rule";

/** A limit with where it stands: `orders throttling_rate_limit`. */
type Limits = ReadonlyMap<string, Value | undefined>;

/** Finds the stages and usage plans of which a limit is raised or removed. */
export const findLiftedThrottles: FindInPlan = (plan) => [
  ...listKept(plan, "aws_apigatewayv2_stage").flatMap((change) => {
    const removed = listRemovedRoutes(plan, change);
    return compareLimits(change, (side) => listStageLimits(side, removed));
  }),
  ...listKept(plan, "aws_api_gateway_usage_plan").flatMap((change) => compareLimits(change, listPlanLimits)),
];

function compareLimits(change: ResourceChange, list: (side: ValueObject | undefined) => Limits): Found[] {
  const after = list(change.after);
  return [...list(change.before)].flatMap(([name, was]) => {
    const is = after.get(name);
    const isLifted =
      typeof was === "number" &&
      was > 0 &&
      !isOpaque(is) &&
      (typeof is === "number" ? is > was : !isAccounts(name, was));
    return isLifted
      ? [{ change, before: `${name}: ${was}`, after: `${name}: ${typeof is === "number" ? is : "no limit"}` }]
      : [];
  });
}

/**
 * Whether a limit is the account's own in most regions, which holds without it too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html documented
 */
function isAccounts(name: string, limit: number): boolean {
  return limit >= (name.endsWith("rate_limit") ? 10_000 : name.endsWith("burst_limit") ? 5_000 : Infinity);
}

const RATES = ["throttling_rate_limit", "throttling_burst_limit"];

/** Those of routes that are removed are left out: nothing can be sent to them. */
function listStageLimits(stage: ValueObject | undefined, removed: readonly string[]): Limits {
  const routes = readBlocks(stage, "route_settings")
    .map((settings) => [readText(settings, "route_key") ?? "", settings] as const)
    .filter(([key]) => !removed.includes(key));
  const all = readBlocks(stage, "default_route_settings").map((settings) => ["all routes", settings] as const);
  return new Map(
    [...all, ...routes].flatMap(([key, settings]) =>
      RATES.map((rate) => [`${key} ${rate}`, readValue(settings, rate)] as const),
    ),
  );
}

function listPlanLimits(plan: ValueObject | undefined): Limits {
  const paths = [
    ["throttle_settings", "rate_limit"],
    ["throttle_settings", "burst_limit"],
    ["quota_settings", "limit"],
  ];
  const own = paths.map((path) => [path.join("."), readValue(plan, ...path)] as const);
  const routes = readBlocks(plan, "api_stages").flatMap((stage) =>
    readBlocks(stage, "throttle").flatMap((throttle) =>
      ["rate_limit", "burst_limit"].map(
        (rate) => [`${readText(throttle, "path") ?? ""} ${rate}`, readNumber(throttle, rate)] as const,
      ),
    ),
  );
  return new Map([...own, ...routes]);
}
