import type { Json } from "@sfn-websocket/languages/json";
import type { ApiKey } from "./api-keys";
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
export function refuseApiKey(stage: Stage, bearer: KeyBearer): GatewayError | undefined {
  if (!isRequired(stage)) return undefined;
  const value = selectValue(stage, bearer);
  if (!value) return forbidden("$connect requires an API key, and the client sends none");
  const { apiKeys } = stage.world.admission;
  const at = [stage.api.apiId, stage.settings.stageName] as const;
  const refusal = apiKeys.refuse(value, ...at);
  if (refusal !== undefined) return forbidden(refusal);
  return apiKeys.takeToken(value, ...at)
    ? undefined
    : throttled("the throttle of the API key's usage plan is exceeded");
}

/** The key that the client brings; undefined where `$connect` requires none. */
export function findApiKey(stage: Stage, bearer: KeyBearer): ApiKey | undefined {
  if (!isRequired(stage)) return undefined;
  const value = selectValue(stage, bearer);
  return stage.world.admission.apiKeys.apiKeys().find((key) => key.value === value);
}

const isRequired = ({ deployment }: Stage): boolean => deployment.routes.get("$connect")?.route.apiKeyRequired === true;

function selectValue({ deployment }: Stage, { event, context }: KeyBearer): string | undefined {
  const lines = Object.entries(event.parameters.header).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(lines) as Record<string, string>;
  return deployment.selectApiKey({ headers, context: () => context });
}
