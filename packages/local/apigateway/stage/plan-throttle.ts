import { createThrottle, type Throttle } from "./throttle";
import type { UsagePlan } from "./api-keys";

/** A client's key and the usage plan that opens a stage to it. */
export interface KeyUse {
  readonly plan: UsagePlan;
  readonly apiKeyId: string;
  readonly apiId: string;
  readonly stageName: string;
}

const ROUTE = "$connect";

/**
 * Returns what limits how often a key's clients connect: it takes a token of the key's bucket, or returns false where the
 * bucket is empty. Each key has a bucket of its own in each plan, and another in a stage that limits `$connect` itself,
 * *assumed* to count instead of the plan's. A plan that changes starts with full buckets. Only `$connect` can require a
 * key, so messages are not counted.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function createKeyThrottle(elapsed: () => number): (use: KeyUse) => boolean {
  const byPlan = new WeakMap<UsagePlan, Map<string, Throttle>>();
  return ({ plan, apiKeyId, apiId, stageName }) => {
    const stage = plan.apiStages.find((each) => each.apiId === apiId && each.stage === stageName);
    const own = stage?.throttle?.[ROUTE];
    const { rateLimit, burstLimit } = own ?? plan.throttle ?? {};
    const buckets = byPlan.get(plan) ?? new Map<string, Throttle>();
    byPlan.set(plan, buckets);
    const name = own ? `${apiKeyId} ${apiId}/${stageName}` : apiKeyId;
    const settings = { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit };
    const bucket = buckets.get(name) ?? createThrottle(settings, elapsed);
    buckets.set(name, bucket);
    return bucket();
  };
}
