import { type Actions, createDefineAction } from "../protocols/action";
import type { Constraints, Refusal } from "../protocols/constraints";
import { type Page, takePage } from "../protocols/pages";
import type { LogStore } from "./log-groups";
import { LogsError } from "./wire";

/** The actions of the API; the answer of one is undefined for an empty body. */
export type LogActions = Actions<LogStore, object | void>;

/** Returns an action whose request AWS's errors refuse. */
export const defineAction = createDefineAction<LogStore, object | void>((refusal: Refusal) =>
  "unreadable" in refusal
    ? new LogsError("SerializationException", refusal.unreadable)
    : new LogsError("InvalidParameterException", refusal.invalid),
);

/** Members of a request for a part of a list. */
export const PAGE = {
  limit: { type: "number", minimum: 1, maximum: 50 },
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

/** The name of a log group, whose length requireShortName knows. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const GROUP_NAME = { minimum: 1, pattern: String.raw`[\.\-_/#A-Za-z0-9]+` } as const;
export const STREAM_NAME = { minimum: 1, pattern: "[^:*]*" } as const;
/** What begins a name, and the name of a filter: AWS's model bounds them. */
export const PREFIX = { maximum: 512 } as const;
