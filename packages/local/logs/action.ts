import { type Constraints, findUnused, pickMembers, refuseMembers } from "../protocols/constraints";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { type Page, takePage } from "../protocols/pages";
import { LogsError } from "./wire";

/** An action of the API: its answer, undefined for an empty one, or a LogsError. */
export interface Action {
  /** True if resources change; events are none. @default false */
  readonly mutates?: true;
  readonly answer: (body: Json) => object | undefined;
  /** Returns the names of a request's members that have no effect here. */
  readonly findUnused: (body: Json) => readonly string[];
}

/** What an action is made of; `run` is handed a request that meets the constraints, without members that are null. */
export interface ActionParts<Request> {
  readonly constraints: Constraints;
  /** @default false */
  readonly mutates?: true;
  readonly run: (request: Request) => object | void;
}

export function defineAction<Request>({ constraints, mutates, run }: ActionParts<Request>): Action {
  return {
    ...(mutates && { mutates }),
    findUnused: (body) => findUnused(body, constraints),
    // The constraints say what the type says.
    answer: (body) => run(readRequest(body, constraints) as unknown as Request) ?? undefined,
  };
}

function readRequest(body: Json, constraints: Constraints): JsonObject {
  if (!isJsonObject(body)) throw new LogsError("SerializationException", "");
  const refusal = refuseMembers(body, constraints);
  if (refusal !== undefined && "unreadable" in refusal)
    throw new LogsError("SerializationException", refusal.unreadable);
  if (refusal !== undefined) throw new LogsError("InvalidParameterException", refusal.invalid);
  return pickMembers(body, constraints);
}

/** Members of a request for a part of a list. */
export const PAGE = {
  limit: { type: "number", minimum: 1, maximum: 10_000 },
  nextToken: { minimum: 1 },
} as const satisfies Constraints;

export interface ListRequest {
  readonly limit?: number;
  readonly nextToken?: string;
}

/** Returns the part of a list that a request asks for, at most `most` items. @throws LogsError InvalidParameterException. */
export function listPage<Item>(list: readonly Item[], { nextToken, limit }: ListRequest, most: number): Page<Item> {
  const page = takePage(list, { ...(nextToken !== undefined && { token: nextToken }), size: limit ?? most }, most);
  if (page !== undefined) return page;
  throw new LogsError("InvalidParameterException", "The specified nextToken is invalid.");
}

/** The name of a log group. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const GROUP_NAME = { minimum: 1, maximum: 512, pattern: /^[\.\-_/#A-Za-z0-9]+$/ } as const;
export const STREAM_NAME = { minimum: 1, maximum: 512, pattern: /^[^:*]*$/ } as const;
