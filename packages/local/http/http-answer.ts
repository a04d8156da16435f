import type { Writable } from "node:stream";

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /**
   * Writes the body bit by bit into what it is given, which is closed when the client leaves or the server stops; the
   * status and the headers are sent before. @default the body is there as a whole
   */
  readonly stream?: (response: Writable) => void;
}

/**
 * The answer to who asks for no API or no stage, *assumed*: that AWS refuses is documented, the body and the header are
 * not.
 */
export const FORBIDDEN = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-ErrorType": "ForbiddenException" },
  body: '{"message":"Forbidden"}',
};
