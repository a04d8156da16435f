import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { PlanStage, PlanThrottle, UsagePlan } from "../stage/api-keys";
import { type Patch, type Patches, readNumber, removeMember, replaceText } from "./patch-operations";

/** What can be changed of a usage plan. @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html */
export const PLAN_PATCHES: Patches<UsagePlan> = {
  "replace /name": replaceText("name"),
  "replace /description": replaceText("description"),
  "remove /description": removeMember("description"),
  "add /productCode": replaceText("productCode"),
  "replace /productCode": replaceText("productCode"),
  "remove /productCode": removeMember("productCode"),
  "add /apiStages": (plan, { value }) => ({ ...plan, apiStages: [...plan.apiStages, readStage(value)] }),
  "remove /apiStages": removeStage,
  "replace /apiStages/{}/throttle/{}/{}": setStageThrottle,
  "add /apiStages/{}/throttle/{}/{}": setStageThrottle,
  "replace /throttle/{}": setThrottle,
  "add /throttle/{}": setThrottle,
  "remove /throttle": removeMember("throttle"),
  "replace /quota/{}": setQuota,
  "add /quota/{}": setQuota,
  "remove /quota": removeMember("quota"),
};

function readStage(text: string): PlanStage {
  const [, apiId, stage] = /^([^:]+):(.+)$/.exec(text) ?? [];
  if (apiId === undefined || stage === undefined) throw badRequest(`Invalid API Stage specified: ${text}`);
  return { apiId, stage };
}

const nameStage = ({ apiId, stage }: PlanStage): string => `${apiId}:${stage}`;

function removeStage(plan: UsagePlan, { value }: { readonly value: string }): UsagePlan {
  const apiStages = plan.apiStages.filter((each) => nameStage(each) !== value);
  if (apiStages.length === plan.apiStages.length)
    throw new ApiGatewayError("NotFoundException", `API Stage not found: ${value}`);
  return { ...plan, apiStages };
}

const LIMITS = ["rateLimit", "burstLimit"];

function limitOf(name: string, operation: Parameters<Patch<UsagePlan>>[1]): PlanThrottle {
  if (!LIMITS.includes(name))
    throw badRequest(`Invalid patch path  '${operation.path}' specified for op '${operation.op}'`);
  return { [name]: readNumber(operation) };
}

function setStageThrottle(...[plan, operation, parts]: Parameters<Patch<UsagePlan>>): UsagePlan {
  const [stageName = "", route = "", limit = ""] = parts;
  const set = (stage: PlanStage): PlanStage => {
    const throttles = stage.throttle ?? {};
    const own = Object.hasOwn(throttles, route) ? throttles[route] : {};
    return {
      ...stage,
      throttle: { ...throttles, ...Object.fromEntries([[route, { ...own, ...limitOf(limit, operation) }]]) },
    };
  };
  return { ...plan, apiStages: plan.apiStages.map((stage) => (nameStage(stage) === stageName ? set(stage) : stage)) };
}

function setThrottle(...[plan, operation, parts]: Parameters<Patch<UsagePlan>>): UsagePlan {
  return { ...plan, throttle: { ...plan.throttle, ...limitOf(parts[0] ?? "", operation) } };
}

function setQuota(...[plan, operation, parts]: Parameters<Patch<UsagePlan>>): UsagePlan {
  const [name = ""] = parts;
  if (!["limit", "offset", "period"].includes(name))
    throw badRequest(`Invalid patch path  '${operation.path}' specified for op '${operation.op}'`);
  const value = name === "period" ? operation.value : readNumber(operation);
  return { ...plan, quota: { ...plan.quota, [name]: value } };
}
