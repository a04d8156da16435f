import { createHash } from "node:crypto";
import { list, text } from "./attributes";
import type { Create } from "./resource-types";

/** The resource types of API keys, which WebSocket APIs share with REST APIs. */
export const API_KEY_RESOURCES: Readonly<Record<string, Create>> = {
  aws_api_gateway_api_key({ attributes, id, aws, region }) {
    // AWS draws 40 characters; here they are the same at each start, so that a client's key stays good.
    const value =
      typeof attributes.value === "string"
        ? attributes.value
        : createHash("sha256").update(id).digest("hex").slice(0, 40);
    aws.region(region).apiKeys.createApiKey({ apiKeyId: id, value, enabled: attributes.enabled !== false });
    return { id, value, arn: `arn:${aws.partition}:apigateway:${region}::/apikeys/${id}` };
  },
  aws_api_gateway_usage_plan({ attributes, id, aws, region }) {
    const apiStages = list(attributes.api_stages).map((each) => ({
      apiId: text(each, "api_id"),
      stage: text(each, "stage"),
    }));
    aws.region(region).apiKeys.createUsagePlan({ usagePlanId: id, apiStages });
    return { id, arn: `arn:${aws.partition}:apigateway:${region}::/usageplans/${id}` };
  },
  aws_api_gateway_usage_plan_key({ attributes, aws, region }) {
    const apiKeyId = text(attributes, "key_id");
    aws.region(region).apiKeys.createUsagePlanKey(text(attributes, "usage_plan_id"), apiKeyId);
    return { id: apiKeyId };
  },
};
