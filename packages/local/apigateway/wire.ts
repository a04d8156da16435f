/**
 * What API Gateway itself says over a socket or instead of one, byte for byte.
 *
 * The layout of an error frame, spaces included, is *recorded*: us-east-1, September 2026, and six older captures.
 */
export function errorFrame(text: string, ids: FrameIds): string {
  return `{"message": "${text}", "connectionId":"${ids.connectionId}", "requestId":"${ids.requestId}"}`;
}

/** The bounds of frames, messages and connections. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
export const LIMITS = {
  /** bytes */
  frame: 32 * 1024,
  /** bytes */
  message: 128 * 1024,
  /** milliseconds without a frame from the client or a message to it */
  idle: 10 * 60_000,
  /** milliseconds */
  connection: 2 * 60 * 60_000,
  /** milliseconds */
  integrationTimeout: 29_000,
  /**
   * bytes that wait for a client to read them, above which it is not read from either, and posts to it are refused.
   * AWS documents that there is such a buffer, not its size: *chosen* to hold eight of the largest messages
   */
  unsent: 1024 * 1024,
  /** bytes that wait for a client, at which its connection ends at once: what messages read before may still answer */
  unsentMost: 32 * 1024 * 1024,
  /** milliseconds that so many bytes may wait before the connection ends; *chosen* as long as a close may take */
  unread: 30_000,
} as const;

/** Close codes with their reasons. */
export const CLOSES = {
  /** *assumed* reason: no recording shows one */
  tooBig: { code: 1009, reason: "Message too big" },
  /** the code is documented; *assumed* reason */
  binary: { code: 1003, reason: "Binary is not supported" },
  /** *recorded* for the idle limit; *assumed* the same for the two hours and for a stage that goes away */
  goingAway: { code: 1001, reason: "Going away" },
  /** *recorded*, for DELETE @connections */
  deleted: { code: 1000, reason: "Connection Closed Normally" },
} as const;

/** RFC 6455's status code of a socket that ends without a close frame; its reason is empty. */
export const LOST = 1006;

/** What an error frame tells of the event that it answers. */
export interface FrameIds {
  readonly connectionId: string;
  readonly requestId: string;
}

/** Why API Gateway answers itself. */
export interface Reason {
  readonly status: number;
  /** What access logs show as `$context.error.responseType`. */
  readonly responseType: string;
}

/**
 * The reasons by their response types. INTEGRATION_FAILURE of a function that failed is *recorded* (radkawar/stackd, us-east-1,
 * September 2026); *assumed* of the others that they are those of REST APIs, by cause.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const REASONS = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  BAD_REQUEST_BODY: 400,
  INTEGRATION_FAILURE: 500,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
} as const;

const reason = (responseType: keyof typeof REASONS): Reason => ({ status: REASONS[responseType], responseType });

/** What a function has thrown, or has answered and API Gateway cannot read. */
export const FUNCTION_FAILED: Reason = { status: 502, responseType: "INTEGRATION_FAILURE" };
export const INTEGRATION_FAILED = reason("INTEGRATION_FAILURE");
export const AUTHORIZER_FAILED = reason("AUTHORIZER_CONFIGURATION_ERROR");

/**
 * A request that API Gateway answers itself. `status` is what the access log shows and, for `$connect`, what the client
 * gets; `text` is the frame's message; `cause` is for the developer's log and never sent.
 */
export class GatewayError extends Error {
  readonly status: number;
  readonly responseType: string;
  /** What keeps a message from its model: `$context.error.validationErrorString`. */
  readonly validationError?: string;
  /** Milliseconds that the integration took to fail. @default none was called */
  integrationLatency?: number;

  constructor(
    { status, responseType }: Reason,
    readonly text: string,
    override readonly cause: string,
  ) {
    super(`${text}: ${cause}`);
    this.status = status;
    this.responseType = responseType;
  }
}

/**
 * A message that its model refuses. The frame is *recorded* (an API of a stranger's, March 2026:
 * https://github.com/Polymarket/rs-clob-client/issues/291), and documented; the status is *assumed* from REST APIs'
 * BAD_REQUEST_BODY, whose `Bad request body` older pages of the guide show with a `messageId`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
export class RequestBodyError extends GatewayError {
  constructor(
    cause: string,
    override readonly validationError: string,
  ) {
    super(reason("BAD_REQUEST_BODY"), "Invalid request body", `${cause}: ${validationError}`);
  }
}

/** *Recorded*: the frame; *assumed* from REST APIs: the status of each cause. @param why by default, how the API is configured */
export const internalServerError = (cause: string, why = reason("API_CONFIGURATION_ERROR")): GatewayError =>
  new GatewayError(why, "Internal server error", cause);

/** *Recorded*. */
export const forbidden = (cause: string): GatewayError => new GatewayError(reason("ACCESS_DENIED"), "Forbidden", cause);

/** *Assumed*: REST APIs' text of INVALID_API_KEY. */
export const invalidApiKey = (cause: string): GatewayError =>
  new GatewayError(reason("INVALID_API_KEY"), "Forbidden", cause);

/** *Recorded*: the texts, which say more than `Forbidden`. */
export const denied = (text: string, cause: string): GatewayError =>
  new GatewayError(reason("ACCESS_DENIED"), text, cause);

/** *Recorded*: the frame, April 2020 (https://github.com/aws/chalice/issues/1406); *assumed* from REST APIs: the status. */
export const timedOut = (cause: string): GatewayError =>
  new GatewayError(reason("INTEGRATION_TIMEOUT"), "Endpoint request timed out", cause);

/** *Assumed*: REST APIs' text of THROTTLED. */
export const throttled = (cause: string): GatewayError =>
  new GatewayError(reason("THROTTLED"), "Too Many Requests", cause);

/** *Assumed*: REST APIs' text of UNSUPPORTED_MEDIA_TYPE. */
export const unsupportedMediaType = (cause: string): GatewayError =>
  new GatewayError(reason("UNSUPPORTED_MEDIA_TYPE"), "Unsupported Media Type", cause);

/** Documented for `$connect`. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
export const unauthorized = (cause: string): GatewayError =>
  new GatewayError(reason("UNAUTHORIZED"), "Unauthorized", cause);
