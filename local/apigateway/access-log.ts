import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { requestContext, type RouteEvent } from "./route-event";

/** How an event ended, as an access log may show it. */
export interface EventOutcome {
  readonly event: RouteEvent;
  readonly routeKey: string;
  readonly status: number;
  /** API Gateway's own message where it refused or failed. */
  readonly errorMessage?: string;
  /** Milliseconds; undefined where no integration was called. */
  readonly integrationLatency?: number;
}

export type WriteAccessLog = (outcome: EventOutcome) => void;

/**
 * Prepares an access log format: each `$context.<name>` becomes its value, `-` where it has none.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function compileAccessLog(format: string, write: (line: string) => void): WriteAccessLog {
  const parts = format.split(/\$context\.((?:\w+\.)*\w+)/);
  return (outcome) => {
    const variables = logVariables(outcome);
    const print = (part: string, index: number) => (index % 2 === 0 ? part : printVariable(variables, part.split(".")));
    write(parts.map(print).join(""));
  };
}

function logVariables({ event, routeKey, status, errorMessage, integrationLatency }: EventOutcome): JsonObject {
  return {
    ...requestContext(event, routeKey),
    status,
    ...(integrationLatency !== undefined && { integrationLatency }),
    ...(errorMessage && { error: { message: errorMessage, messageString: JSON.stringify(errorMessage) } }),
  };
}

function printVariable(variables: Json, names: readonly string[]): string {
  const value = names.reduce<Json | undefined>(
    (object, name) => (isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined),
    variables,
  );
  if (value === undefined || value === null) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
