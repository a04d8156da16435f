import { isJsonObject, type Json, type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import type { GatewayError } from "../wire";

/** How an event ended, as an access log may show it. */
export interface EventOutcome {
  /** `$context` of the event. */
  readonly context: JsonObject;
  readonly status: number;
  /** What API Gateway answered itself, where it refused or failed. */
  readonly refusal?: LoggedRefusal | undefined;
  /** Milliseconds; undefined where no integration was called. */
  readonly integrationLatency?: number | undefined;
}

/** A refusal, as far as access logs show it. */
export type LoggedRefusal = Pick<GatewayError, "text" | "responseType" | "validationError">;

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

function logVariables({ context, status, refusal, integrationLatency }: EventOutcome): JsonObject {
  return {
    ...context,
    status,
    ...(integrationLatency !== undefined && { integrationLatency }),
    ...(refusal && { error: describeError(refusal) }),
  };
}

/** The clients of an authorizer that failed are told nothing. */
const describeError = ({ text, responseType, validationError }: LoggedRefusal): JsonObject => ({
  responseType,
  ...(text !== "" && { message: text, messageString: JSON.stringify(text) }),
  ...(validationError !== undefined && { validationErrorString: validationError }),
});

function printVariable(variables: Json, names: readonly string[]): string {
  const value = names.reduce<Json | undefined>(
    (object, name) => (isJsonObject(object) ? readOwn(object, name) : undefined),
    variables,
  );
  if (value === undefined || value === null) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
