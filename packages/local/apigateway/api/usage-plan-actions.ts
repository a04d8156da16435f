import { badRequest } from "../api-gateway-error";
import type { ApiKey, PlanStage, UsagePlan } from "../stage/api-keys";
import type { ApiContext } from "./context";
import { NUMBER, requireMembers, TEXT_MAP } from "./members";
import { LIST, listOf } from "./pages";
import { applyOperations, PATCH_MEMBERS } from "./patch-operations";
import { type Actions, defineAction } from "./rest-json";
import { PLAN_PATCHES, stageNotFound } from "./usage-plan-patches";

const PATH = "/usageplans";
const PLAN = `${PATH}/{usagePlanId}`;
const KEYS = `${PLAN}/keys`;
const THROTTLE = { burstLimit: NUMBER, rateLimit: NUMBER } as const;

const MEMBERS = {
  apiStages: { item: { members: { apiId: {}, stage: {}, throttle: { type: "map", item: { members: THROTTLE } } } } },
  description: {},
  name: {},
  quota: { members: { limit: NUMBER, offset: NUMBER, period: {} } },
  tags: TEXT_MAP,
  throttle: { members: THROTTLE },
} as const;

/** The actions on usage plans. @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlan.html */
export const USAGE_PLAN_ACTIONS: Actions = {
  CreateUsagePlan: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: MEMBERS,
    call(context, { body }) {
      const { apiStages = [], ...members } = body;
      requireMembers(members, ["name"]);
      const stages = apiStages.map(({ apiId = "", stage = "", ...rest }) => ({ apiId, stage, ...rest }));
      const plan: UsagePlan = { usagePlanId: context.createId(6), tags: {}, ...members, apiStages: stages };
      requireStages(context, plan);
      context.apiKeys.createUsagePlan(plan);
      return viewPlan(plan);
    },
  }),
  GetUsagePlan: defineAction({
    method: "GET",
    path: PLAN,
    members: {},
    call: ({ apiKeys }, { parameter }) => viewPlan(apiKeys.getUsagePlan(parameter("usagePlanId"))),
  }),
  GetUsagePlans: defineAction({
    method: "GET",
    path: PATH,
    query: ["keyId", ...LIST],
    members: {},
    call({ apiKeys }, { query }) {
      const keyId = query.get("keyId");
      const has = ({ usagePlanId }: UsagePlan) =>
        keyId === null || apiKeys.usagePlanKeys(usagePlanId).some(({ apiKeyId }) => apiKeyId === keyId);
      return listOf(apiKeys.usagePlans().filter(has).map(viewPlan), query);
    },
  }),
  UpdateUsagePlan: defineAction({
    method: "PATCH",
    path: PLAN,
    mutates: true,
    members: PATCH_MEMBERS,
    call(context, { parameter, body }) {
      const { apiKeys } = context;
      const before = apiKeys.getUsagePlan(parameter("usagePlanId"));
      const updated = applyOperations(before, body, PLAN_PATCHES);
      const isNew = (stage: PlanStage) => !before.apiStages.some((old) => isSameStage(old, stage));
      requireStages(context, { ...updated, apiStages: updated.apiStages.filter(isNew) });
      apiKeys.updateUsagePlan(updated);
      return viewPlan(updated);
    },
  }),
  DeleteUsagePlan: defineAction({
    method: "DELETE",
    path: PLAN,
    status: 202,
    mutates: true,
    members: {},
    call: ({ apiKeys }, { parameter }) => apiKeys.deleteUsagePlan(parameter("usagePlanId")),
  }),
};

/** The actions on the keys of a usage plan. @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html */
export const USAGE_PLAN_KEY_ACTIONS: Actions = {
  CreateUsagePlanKey: defineAction({
    method: "POST",
    path: KEYS,
    status: 201,
    mutates: true,
    members: { keyId: {}, keyType: {} },
    call({ apiKeys }, { parameter, body: members }) {
      requireMembers(members, ["keyId", "keyType"]);
      if (members.keyType !== "API_KEY") throw badRequest("Invalid key type specified");
      apiKeys.createUsagePlanKey(parameter("usagePlanId"), members.keyId);
      return viewMember(apiKeys.getApiKey(members.keyId));
    },
  }),
  GetUsagePlanKey: defineAction({
    method: "GET",
    path: `${KEYS}/{keyId}`,
    members: {},
    call: ({ apiKeys }, { parameter }) =>
      viewMember(apiKeys.getUsagePlanKey(parameter("usagePlanId"), parameter("keyId"))),
  }),
  GetUsagePlanKeys: defineAction({
    method: "GET",
    path: KEYS,
    query: LIST,
    members: {},
    call: ({ apiKeys }, { parameter, query }) =>
      listOf(apiKeys.usagePlanKeys(parameter("usagePlanId")).map(viewMember), query),
  }),
  DeleteUsagePlanKey: defineAction({
    method: "DELETE",
    path: `${KEYS}/{keyId}`,
    status: 202,
    mutates: true,
    members: {},
    call: ({ apiKeys }, { parameter }) => apiKeys.deleteUsagePlanKey(parameter("usagePlanId"), parameter("keyId")),
  }),
};

const isSameStage = (one: PlanStage, other: PlanStage): boolean =>
  one.apiId === other.apiId && one.stage === other.stage;

function requireStages({ gateway }: ApiContext, { apiStages }: UsagePlan): void {
  for (const { apiId, stage } of apiStages) {
    const isThere = gateway.apis().some((api) => api.apiId === apiId);
    if (!isThere || !gateway.stageSettings(apiId).some(({ stageName }) => stageName === stage))
      throw stageNotFound(`${apiId}:${stage}`);
  }
}

function viewPlan({ usagePlanId, ...plan }: UsagePlan): object {
  return { id: usagePlanId, ...plan };
}

const viewMember = ({ apiKeyId, value, name }: ApiKey): object => ({ id: apiKeyId, type: "API_KEY", value, name });
