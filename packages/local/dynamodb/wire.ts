import type { DynamoDbAnswer } from "./database";

/** An answer that the database itself did not give has none. */
const NO_METADATA = { requestId: "", crc32: "" } as const;

/** Where an exception's name is not of DynamoDB itself. */
const NAMESPACES: Readonly<Record<string, string>> = {
  AccessDeniedException: "com.amazon.coral.service",
  SerializationException: "com.amazon.coral.service",
  UnknownOperationException: "com.amazon.coral.service",
  ValidationException: "com.amazon.coral.validate",
};

/** An error of DynamoDB: thrown by its actions, which are answered with `answer`. */
export class DynamoDbError extends Error {
  override readonly name = "DynamoDbError";

  constructor(readonly answer: DynamoDbAnswer) {
    super(answer.body);
  }
}

/**
 * Returns the error of a name and a text, or members that stand for it, with the status 400. *Recorded* by dynalite: the
 * names' namespaces and the text's member.
 */
export function createError(code: string, message: string | object = {}): DynamoDbError {
  const member = NAMESPACES[code] === "com.amazon.coral.service" ? "Message" : "message";
  const body = {
    __type: `${NAMESPACES[code] ?? "com.amazonaws.dynamodb.v20120810"}#${code}`,
    ...(typeof message === "string" ? { [member]: message } : message),
  };
  return new DynamoDbError({ ...NO_METADATA, status: 400, body: JSON.stringify(body) });
}

export const invalid = (message: string): DynamoDbError => createError("ValidationException", message);

export const tableNotFound = (name: string): DynamoDbError =>
  createError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);

/** The answer with members in AWS's order; undefined is an empty body. */
export const printAnswer = (answer: object | undefined): DynamoDbAnswer => ({
  ...NO_METADATA,
  status: 200,
  body: answer === undefined ? "" : JSON.stringify(answer),
});

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
export const INTERNAL_SERVER_ERROR: DynamoDbAnswer = {
  ...NO_METADATA,
  status: 500,
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}',
};
