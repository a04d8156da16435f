import type { Json } from "@sfn-websocket/languages/json";
import type { Tags } from "../resources";

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
