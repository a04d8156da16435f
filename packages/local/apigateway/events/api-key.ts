import type { Json } from "@sfn-websocket/languages/json";
import type { ApiKey } from "../stage/api-keys";
import { refusedBy } from "../stage/event-steps";
import type { RouteEvent } from "../route-event";
import type { Stage } from "../stage/stage";
import { type GatewayError, invalidApiKey, throttled } from "../wire";

/** The client that brings a key. */
export interface KeyBearer {
  readonly event: RouteEvent;
  /** `$context` of the API key selection expression. */
  readonly context: Json;
}

/**
 * Gives the key that the client brings; undefined where `$connect` requires none.
 *
 * @throws GatewayError where the client has no key, none that is good, or one that is used too often.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function admitByKey(stage: Stage, bearer: KeyBearer): ApiKey | undefined {
  if (!isRequired(stage)) return undefined;
  const { apiKeys } = stage.world.admission;
  const at = [stage.api.apiId, stage.settings.stageName] as const;
  const refuse = (error: GatewayError) => refusedBy(bearer.event, "api key", error);
  const value = selectValue(stage, bearer);
  if (!value) throw refuse(invalidApiKey("$connect requires an API key, and the client sends none"));
  const refusal = apiKeys.refuse(value, ...at);
  if (refusal !== undefined) throw refuse(invalidApiKey(refusal));
  if (!apiKeys.takeToken(value, ...at)) throw refuse(throttled("the throttle of the API key's usage plan is exceeded"));
  return apiKeys.apiKeys().find((key) => key.value === value);
}

const isRequired = ({ deployment }: Stage): boolean => deployment.routes.get("$connect")?.route.apiKeyRequired === true;

function selectValue({ deployment }: Stage, { event, context }: KeyBearer): string | undefined {
  const lines = Object.entries(event.parameters.header).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(lines) as Record<string, string>;
  return deployment.selectApiKey({ headers, context: () => context });
}
