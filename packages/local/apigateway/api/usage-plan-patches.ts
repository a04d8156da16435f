import { readOwn } from "@sfn-websocket/languages/json";
import { ApiGatewayError, badRequest } from "../api-gateway-error";
import type { PlanStage, PlanThrottle, UsagePlan } from "../stage/api-keys";
import {
  type Patch,
  type Patches,
  type PatchOperation,
  readNumber,
  removeMember,
  replaceText,
} from "./patch-operations";

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

/** *Recorded*: the text. */
export const stageNotFound = (name: string): ApiGatewayError =>
  new ApiGatewayError("NotFoundException", `API Stage not found: ${name}`);

const nameStage = ({ apiId, stage }: PlanStage): string => `${apiId}:${stage}`;

function removeStage(plan: UsagePlan, { value }: { readonly value: string }): UsagePlan {
  const removed = requireStage(plan, value);
  return { ...plan, apiStages: plan.apiStages.filter((each) => each !== removed) };
}

function requireStage({ apiStages }: UsagePlan, name: string): PlanStage {
  const found = apiStages.find((each) => nameStage(each) === name);
  if (found !== undefined) return found;
  throw stageNotFound(name);
}

const LIMITS = ["rateLimit", "burstLimit"];

function limitOf(name: string, operation: PatchOperation): PlanThrottle {
  if (!LIMITS.includes(name)) throw invalidPath(operation);
  return { [name]: readNumber(operation) };
}

const invalidPath = ({ path, op }: PatchOperation): ApiGatewayError =>
  badRequest(`Invalid patch path  '${path}' specified for op '${op}'`);

function setStageThrottle(...[plan, operation, parts]: Parameters<Patch<UsagePlan>>): UsagePlan {
  const [stageName = "", route = "", limit = ""] = parts;
  const stage = requireStage(plan, stageName);
  const limits = { ...readOwn(stage.throttle ?? {}, route), ...limitOf(limit, operation) };
  const changed = { ...stage, throttle: { ...stage.throttle, ...Object.fromEntries([[route, limits]]) } };
  return { ...plan, apiStages: plan.apiStages.map((each) => (each === stage ? changed : each)) };
}

function setThrottle(...[plan, operation, parts]: Parameters<Patch<UsagePlan>>): UsagePlan {
  return { ...plan, throttle: { ...plan.throttle, ...limitOf(parts[0] ?? "", operation) } };
}

function setQuota(...[plan, operation, parts]: Parameters<Patch<UsagePlan>>): UsagePlan {
  const [name = ""] = parts;
  if (!["limit", "offset", "period"].includes(name)) throw invalidPath(operation);
  const value = name === "period" ? operation.value : readNumber(operation);
  return { ...plan, quota: { ...plan.quota, [name]: value } };
}
