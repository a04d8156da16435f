export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
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
