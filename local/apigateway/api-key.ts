import type { Json } from "../../languages/jsonpath/json";
import type { RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import { forbidden, type GatewayError } from "./wire";

/** CreateApiKey's request. @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html */
export interface ApiKey {
  readonly apiKeyId: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** CreateUsagePlan's request; quotas and throttles of plans are not emulated. @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlan.html */
export interface UsagePlan {
  readonly usagePlanId: string;
  readonly apiStages: readonly { readonly apiId: string; readonly stage: string }[];
}

/** API keys and usage plans in one account and region. */
export interface ApiKeys {
  createApiKey(key: ApiKey): void;
  createUsagePlan(plan: UsagePlan): void;
  /** Adds a key to a usage plan. */
  createUsagePlanKey(usagePlanId: string, apiKeyId: string): void;
  /** Returns nothing where the key with this value is enabled and a plan of it has the stage, else what is missing. */
  refuse(value: string, apiId: string, stageName: string): string | undefined;
}

export function createApiKeys(): ApiKeys {
  const keys = new Map<string, ApiKey>();
  const plans = new Map<string, UsagePlan>();
  const members: { readonly usagePlanId: string; readonly apiKeyId: string }[] = [];
  return {
    createApiKey: (key) => void keys.set(key.apiKeyId, key),
    createUsagePlan: (plan) => void plans.set(plan.usagePlanId, plan),
    createUsagePlanKey: (usagePlanId, apiKeyId) => void members.push({ usagePlanId, apiKeyId }),
    refuse(value, apiId, stageName) {
      const found = [...keys.values()].filter((key) => key.value === value);
      if (found.length === 0) return "the API key is unknown";
      const enabled = found.filter((key) => key.enabled);
      if (enabled.length === 0) return "the API key is disabled";
      const ids = new Set(enabled.map(({ apiKeyId }) => apiKeyId));
      const stages = members
        .filter(({ apiKeyId }) => ids.has(apiKeyId))
        .flatMap((each) => plans.get(each.usagePlanId)?.apiStages ?? []);
      if (stages.some((each) => each.apiId === apiId && each.stage === stageName)) return undefined;
      return "no usage plan of the API key has the stage; add it to api_stages of an aws_api_gateway_usage_plan";
    },
  };
}

/** The client that brings a key. */
export interface KeyBearer {
  readonly event: RouteEvent;
  /** `$context` of the API key selection expression. */
  readonly context: Json;
}

/**
 * Returns why the client may not connect, where `$connect` requires an API key: it has none, or none that is good.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function refuseApiKey(stage: Stage, { event, context }: KeyBearer): GatewayError | undefined {
  if (stage.deployment.routes.get("$connect")?.route.apiKeyRequired !== true) return undefined;
  const lines = Object.entries(event.parameters.header).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(lines) as Record<string, string>;
  const value = stage.deployment.selectApiKey({ headers, context: () => context });
  if (!value) return forbidden("$connect requires an API key, and the client sends none");
  const refusal = stage.world.admission.apiKeys.refuse(value, stage.api.apiId, stage.settings.stageName);
  return refusal === undefined ? undefined : forbidden(refusal);
}
