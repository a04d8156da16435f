import type { Json } from "@sfn-websocket/languages/json";
import { entries, flag, list, structureOf, text } from "../../protocols/kept-state";
import { ApiGatewayError, badRequest, conflict } from "../api-gateway-error";
import { createKeyThrottle, type KeyUse } from "../stage/plan-throttle";
import type { ApiKey, UsagePlan, ApiKeys } from "../stage/api-keys";

interface Stores {
  readonly keys: Map<string, ApiKey>;
  readonly plans: Map<string, UsagePlan>;
  /** Ids of keys by the id of their plan, in the order they were added. */
  readonly members: Map<string, Set<string>>;
}

/** `elapsed` gives milliseconds that pass evenly, for the throttles of usage plans. */
export function createApiKeys(elapsed: () => number): ApiKeys {
  const throttleKey = createKeyThrottle(elapsed);
  const stores: Stores = { keys: new Map(), plans: new Map(), members: new Map() };
  return {
    ...createKeyCalls(stores),
    ...createPlanCalls(stores),
    ...createMemberCalls(stores),
    refuse(value, apiId, stageName) {
      const key = findByValue(stores, value);
      if (!key) return "the API key is unknown";
      if (!key.enabled) return "the API key is disabled";
      if (findPlan(stores, key, { apiId, stageName })) return undefined;
      return "no usage plan of the API key has the stage; add it to api_stages of an aws_api_gateway_usage_plan";
    },
    takeToken(value, apiId, stageName) {
      const key = findByValue(stores, value);
      const plan = key?.enabled ? findPlan(stores, key, { apiId, stageName }) : undefined;
      return key !== undefined && plan !== undefined && throttleKey({ plan, apiKeyId: key.apiKeyId, apiId, stageName });
    },
    exportState: () => exportKeys(stores),
    importState: (state) => importKeys(state, stores),
  };
}

function createKeyCalls({ keys, members }: Stores) {
  return {
    createApiKey(key: ApiKey) {
      if ([...keys.values()].some(({ value }) => value === key.value)) throw conflict("API Key already exists");
      keys.set(key.apiKeyId, key);
    },
    getApiKey: (apiKeyId: string) => requireKey(keys, apiKeyId),
    apiKeys: () => [...keys.values()],
    updateApiKey: (key: ApiKey) => void keys.set(key.apiKeyId, key),
    deleteApiKey(apiKeyId: string) {
      requireKey(keys, apiKeyId);
      keys.delete(apiKeyId);
      for (const ids of members.values()) ids.delete(apiKeyId);
    },
  };
}

function createPlanCalls({ plans, members }: Stores) {
  return {
    createUsagePlan: (plan: UsagePlan) => void plans.set(plan.usagePlanId, plan),
    getUsagePlan: (usagePlanId: string) => requirePlan(plans, usagePlanId),
    usagePlans: () => [...plans.values()],
    updateUsagePlan: (plan: UsagePlan) => void plans.set(plan.usagePlanId, plan),
    deleteUsagePlan(usagePlanId: string) {
      // *Assumed*: the text; that the stages are to be removed first is what Terraform's provider does.
      if (requirePlan(plans, usagePlanId).apiStages.length > 0)
        throw badRequest("Usage plan has associated API stages; remove them first");
      plans.delete(usagePlanId);
      members.delete(usagePlanId);
    },
  };
}

function createMemberCalls({ keys, plans, members }: Stores) {
  const membersOf = (usagePlanId: string) => {
    requirePlan(plans, usagePlanId);
    return members.get(usagePlanId) ?? new Set<string>();
  };
  const requireMember = (usagePlanId: string, apiKeyId: string) => {
    if (membersOf(usagePlanId).has(apiKeyId)) return requireKey(keys, apiKeyId);
    throw new ApiGatewayError("NotFoundException", "Invalid Usage Plan ID specified");
  };
  return {
    createUsagePlanKey(usagePlanId: string, apiKeyId: string) {
      const ids = membersOf(usagePlanId);
      requireKey(keys, apiKeyId);
      if (ids.has(apiKeyId)) throw conflict("Usage Plan Key already exists");
      members.set(usagePlanId, ids.add(apiKeyId));
    },
    getUsagePlanKey: requireMember,
    usagePlanKeys: (usagePlanId: string) => [...membersOf(usagePlanId)].map((apiKeyId) => requireKey(keys, apiKeyId)),
    deleteUsagePlanKey(usagePlanId: string, apiKeyId: string) {
      requireMember(usagePlanId, apiKeyId);
      membersOf(usagePlanId).delete(apiKeyId);
    },
  };
}

/** *Recorded* by moto 5.2.1: the text. */
function requireKey(keys: ReadonlyMap<string, ApiKey>, apiKeyId: string): ApiKey {
  const key = keys.get(apiKeyId);
  if (key) return key;
  throw new ApiGatewayError("NotFoundException", "Invalid API Key identifier specified");
}

/** *Recorded* by moto 5.2.1: the text. */
function requirePlan(plans: ReadonlyMap<string, UsagePlan>, usagePlanId: string): UsagePlan {
  const plan = plans.get(usagePlanId);
  if (plan) return plan;
  throw new ApiGatewayError("NotFoundException", "Invalid Usage Plan ID specified");
}

const findByValue = ({ keys }: Stores, value: string): ApiKey | undefined =>
  [...keys.values()].find((key) => key.value === value);

/** Returns the usage plan that a key has for a stage. */
function findPlan(
  { plans, members }: Stores,
  { apiKeyId }: ApiKey,
  { apiId, stageName }: Pick<KeyUse, "apiId" | "stageName">,
): UsagePlan | undefined {
  const own = [...members].filter(([, ids]) => ids.has(apiKeyId)).flatMap(([planId]) => plans.get(planId) ?? []);
  return own.find(({ apiStages }) => apiStages.some((at) => at.apiId === apiId && at.stage === stageName));
}

interface KeysState {
  readonly keys: readonly ApiKey[];
  readonly plans: readonly UsagePlan[];
  readonly members: readonly (readonly [string, readonly string[]])[];
}

const KEYS = structureOf<KeysState>({
  keys: list(structureOf({ apiKeyId: text, value: text, enabled: flag })),
  plans: list(structureOf({ usagePlanId: text, apiStages: list(structureOf({ apiId: text, stage: text })) })),
  members: entries(list(text)),
});

function exportKeys({ keys, plans, members }: Stores): Json {
  const state: KeysState = {
    keys: [...keys.values()],
    plans: [...plans.values()],
    members: [...members].map(([usagePlanId, ids]) => [usagePlanId, [...ids]]),
  };
  return JSON.parse(JSON.stringify(state)) as Json;
}

function importKeys(state: Json, stores: Stores): void {
  const { keys, plans, members } = KEYS(state, "apiKeys");
  for (const map of Object.values(stores)) map.clear();
  for (const key of keys) stores.keys.set(key.apiKeyId, key);
  for (const plan of plans) stores.plans.set(plan.usagePlanId, plan);
  for (const [usagePlanId, ids] of members) stores.members.set(usagePlanId, new Set(ids));
}
