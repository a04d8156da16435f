import type { Json } from "../../languages/jsonpath/json";
import type { RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import { forbidden, type GatewayError } from "./wire";

export type { ApiKey, UsagePlan } from "./usage-plans";
export { type ApiKeys, createApiKeys } from "./usage-plans";

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
