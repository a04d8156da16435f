import { createHash } from "node:crypto";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { ACCOUNT } from "../apigateway/control/account";
import type { PlanStage, UsagePlan } from "../apigateway/stage/api-keys";
import { block, findText, list, request, text } from "./attributes";
import type { Create } from "./resource-types";

/** The resource types that WebSocket APIs share with REST APIs: the account's settings, API keys and usage plans. */
export const API_GATEWAY_RESOURCES: Readonly<Record<string, Create>> = {
  aws_api_gateway_account({ attributes, aws, region }) {
    const cloudwatchRoleArn = findText(attributes, "cloudwatch_role_arn");
    aws.region(region).apigateway.account = cloudwatchRoleArn ? { cloudwatchRoleArn } : {};
    const { throttleSettings, features, apiKeyVersion } = ACCOUNT;
    const { burstLimit, rateLimit } = throttleSettings;
    return {
      id: "api-gateway-account",
      api_key_version: apiKeyVersion,
      features,
      throttle_settings: [{ burst_limit: burstLimit, rate_limit: rateLimit }],
    };
  },
  aws_api_gateway_api_key({ attributes, id, aws, region }) {
    // AWS draws 40 characters; here they are the same at each start, so that a client's key stays good.
    const value = findText(attributes, "value") ?? createHash("sha256").update(id).digest("hex").slice(0, 40);
    const name = findText(attributes, "name");
    aws.region(region).apiKeys.createApiKey({ apiKeyId: id, value, enabled: attributes.enabled !== false, name });
    return { id, value, arn: `arn:${aws.partition}:apigateway:${region}::/apikeys/${id}` };
  },
  aws_api_gateway_usage_plan({ attributes, id, aws, region }) {
    const quota = block(attributes.quota_settings);
    const throttle = block(attributes.throttle_settings);
    const plan: UsagePlan = {
      usagePlanId: id,
      apiStages: list(attributes.api_stages).map(readStage),
      ...(quota && { quota: request(quota, { limit: 0, period: "" }) }),
      ...(throttle && { throttle: request(throttle, {}) }),
    };
    aws.region(region).apiKeys.createUsagePlan(plan);
    return { id, arn: `arn:${aws.partition}:apigateway:${region}::/usageplans/${id}` };
  },
  aws_api_gateway_usage_plan_key({ attributes, aws, region }) {
    const { apiKeys } = aws.region(region);
    const apiKeyId = text(attributes, "key_id");
    apiKeys.createUsagePlanKey(text(attributes, "usage_plan_id"), apiKeyId);
    const { name = "", value } = apiKeys.getApiKey(apiKeyId);
    return { id: apiKeyId, name, value };
  },
};

function readStage(block: JsonObject): PlanStage {
  const throttles = list(block.throttle).map(({ path, ...limits }) => [String(path), request(limits, {})]);
  return {
    apiId: text(block, "api_id"),
    stage: text(block, "stage"),
    ...(throttles.length > 0 && { throttle: Object.fromEntries(throttles) as PlanStage["throttle"] }),
  };
}
