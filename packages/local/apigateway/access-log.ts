import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** How an event ended, as an access log may show it. */
export interface EventOutcome {
  /** `$context` of the event. */
  readonly context: JsonObject;
  readonly status: number;
  /** API Gateway's own message where it refused or failed. */
  readonly errorMessage?: string;
  /** What keeps a message from its model. */
  readonly validationError?: string | undefined;
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

function logVariables(outcome: EventOutcome): JsonObject {
  const { context, status, errorMessage, validationError, integrationLatency } = outcome;
  return {
    ...context,
    status,
    ...(integrationLatency !== undefined && { integrationLatency }),
    ...(errorMessage && {
      error: {
        ...describeError(status, errorMessage),
        ...(validationError !== undefined && { validationErrorString: validationError }),
      },
    }),
  };
}

function describeError(status: number, message: string): JsonObject {
  const responseType = RESPONSE_TYPES[status] ?? (status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  return { message, messageString: JSON.stringify(message), responseType };
}

/** `$context.error.responseType` by status, *assumed* to be those of REST APIs. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const RESPONSE_TYPES: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST_BODY",
  401: "UNAUTHORIZED",
  403: "ACCESS_DENIED",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "THROTTLED",
  504: "INTEGRATION_TIMEOUT",
};

function printVariable(variables: Json, names: readonly string[]): string {
  const value = names.reduce<Json | undefined>(
    (object, name) => (isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined),
    variables,
  );
  if (value === undefined || value === null) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
