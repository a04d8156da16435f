import type { Json } from "@sfn-websocket/languages/json";
import { entries, flag, list, structureOf, text } from "../protocols/kept-state";
import { ApiGatewayError, badRequest, conflict } from "./api-gateway-error";
import { createKeyThrottle, type KeyUse } from "./plan-throttle";
import type { Tags } from "./resources";

/** An API key; dates in milliseconds since 1970. @see https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
export interface ApiKey {
  readonly apiKeyId: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly name?: string;
  readonly description?: string;
  readonly customerId?: string;
  readonly createdDate?: number;
  readonly lastUpdatedDate?: number;
  readonly tags?: Tags;
}

/** A limit: requests a second, and how many at once. */
export interface PlanThrottle {
  readonly rateLimit?: number;
  readonly burstLimit?: number;
}

export interface PlanStage {
  readonly apiId: string;
  readonly stage: string;
  /** By route. */
  readonly throttle?: Readonly<Record<string, PlanThrottle>>;
}

/** A usage plan; its quota is kept, not applied. @see https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export interface UsagePlan {
  readonly usagePlanId: string;
  readonly apiStages: readonly PlanStage[];
  readonly name?: string;
  readonly description?: string;
  readonly productCode?: string;
  readonly throttle?: PlanThrottle;
  readonly quota?: { readonly limit?: number; readonly offset?: number; readonly period?: string };
  readonly tags?: Tags;
}

/** API keys and usage plans in one account and region. A call that AWS refuses throws an ApiGatewayError. */
export interface ApiKeys {
  createApiKey(key: ApiKey): void;
  getApiKey(apiKeyId: string): ApiKey;
  apiKeys(): readonly ApiKey[];
  /** Replaces the key of the same id. */
  updateApiKey(key: ApiKey): void;
  /** Deletes a key, and takes it out of its usage plans. */
  deleteApiKey(apiKeyId: string): void;
  createUsagePlan(plan: UsagePlan): void;
  getUsagePlan(usagePlanId: string): UsagePlan;
  usagePlans(): readonly UsagePlan[];
  /** Replaces the plan of the same id. */
  updateUsagePlan(plan: UsagePlan): void;
  deleteUsagePlan(usagePlanId: string): void;
  /** Adds a key to a usage plan. */
  createUsagePlanKey(usagePlanId: string, apiKeyId: string): void;
  getUsagePlanKey(usagePlanId: string, apiKeyId: string): ApiKey;
  usagePlanKeys(usagePlanId: string): readonly ApiKey[];
  deleteUsagePlanKey(usagePlanId: string, apiKeyId: string): void;
  /** Returns nothing where the key with this value is enabled and a plan of it has the stage, else what is missing. */
  refuse(value: string, apiId: string, stageName: string): string | undefined;
  /** Returns whether the throttle of the key's plan lets one more client connect, which counts. */
  takeToken(value: string, apiId: string, stageName: string): boolean;
  /** Returns every key and plan as plain JSON; the same ones give the same JSON. */
  exportState(): Json;
  /** Replaces every key and plan by those of an exported state. */
  importState(state: Json): void;
}

interface Stores {
  readonly keys: Map<string, ApiKey>;
  readonly plans: Map<string, UsagePlan>;
  /** Ids of keys by the id of their plan, in the order they were added. */
  readonly members: Map<string, Set<string>>;
}

/** `now` gives milliseconds since 1970, for the throttles of usage plans. */
export function createApiKeys(now: () => number): ApiKeys {
  const throttleKey = createKeyThrottle(now);
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
