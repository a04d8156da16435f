/**
 * What a close code means on a WebSocket API.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const MEANINGS: Readonly<Record<number, string>> = {
  1000: "closed on purpose, by the client or by DELETE @connections",
  1001: "going away: ten minutes idle, two hours open, or the stage or the server is gone",
  1002: "a protocol error",
  1003: "a binary frame: API Gateway takes text",
  1005: "closed without a code",
  1006: "lost: the connection ended without a close frame",
  1007: "a text that is not UTF-8",
  1008: "refused by a rule of the server",
  1009: "too big: a frame over 32 KB, or a message over 128 KB",
  1011: "an error of the server",
};

export const explainClose = (code: number): string =>
  MEANINGS[code] ?? (code >= 4000 ? "the application's own code" : "a code of no known meaning");
