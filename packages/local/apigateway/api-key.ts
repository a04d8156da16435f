import type { Json } from "@sfn-websocket/languages/json";
import type { RouteEvent } from "./route-event";
import type { Stage } from "./stage";
import { forbidden, type GatewayError, throttled } from "./wire";

/** The client that brings a key. */
export interface KeyBearer {
  readonly event: RouteEvent;
  /** `$context` of the API key selection expression. */
  readonly context: Json;
}

/**
 * Returns why the client may not connect, where `$connect` requires an API key: it has none, none that is good, or
 * one that is used too often.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function refuseApiKey(stage: Stage, { event, context }: KeyBearer): GatewayError | undefined {
  if (stage.deployment.routes.get("$connect")?.route.apiKeyRequired !== true) return undefined;
  const lines = Object.entries(event.parameters.header).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(lines) as Record<string, string>;
  const value = stage.deployment.selectApiKey({ headers, context: () => context });
  if (!value) return forbidden("$connect requires an API key, and the client sends none");
  const { apiKeys } = stage.world.admission;
  const at = [stage.api.apiId, stage.settings.stageName] as const;
  const refusal = apiKeys.refuse(value, ...at);
  if (refusal !== undefined) return forbidden(refusal);
  return apiKeys.takeToken(value, ...at)
    ? undefined
    : throttled("the throttle of the API key's usage plan is exceeded");
}
