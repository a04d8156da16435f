import type { ApiAnswer } from "../json-protocol";
export const createDynamoDbApi =
  (..._: unknown[]) =>
  (_request: unknown): ApiAnswer => ({ status: 400, headers: {}, body: "{}", unknown: "dynamodb" });
