import { isJsonObject, type Json, type JsonObject } from "../../json";
import { type MatchError, prepareErrorEquals } from "./error-matching";
import type { StateFailure } from "../values/errors";

/** One entry of the field Retry. */
export interface Retrier {
  matches: MatchError;
  readonly maxAttempts: number;
  /** how long to wait before the retry of this number, from 1, in milliseconds; `random` gives 0 up to 1 */
  delay(attempt: number, random: () => number): number;
}

/** How often each retrier was used in one visit of the state. */
export type RetryCounts = Map<Retrier, number>;

/**
 * Prepares the field Retry, with the defaults IntervalSeconds 1, MaxAttempts 3 and BackoffRate 2.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error
 */
export function prepareRetry(retry: Json | undefined): Retrier[] {
  return Array.isArray(retry) ? retry.filter(isJsonObject).map(prepareRetrier) : [];
}

function prepareRetrier(definition: JsonObject): Retrier {
  const interval = numberOr(definition["IntervalSeconds"], 1);
  const rate = numberOr(definition["BackoffRate"], 2);
  const longest = numberOr(definition["MaxDelaySeconds"], Infinity);
  const isFull = definition["JitterStrategy"] === "FULL";
  return {
    matches: prepareErrorEquals(definition["ErrorEquals"]),
    maxAttempts: numberOr(definition["MaxAttempts"], 3),
    delay: (attempt, random) => {
      const seconds = Math.min(interval * rate ** (attempt - 1), longest);
      return seconds * 1000 * (isFull ? random() : 1);
    },
  };
}

function numberOr(value: Json | undefined, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** The retrier that retries the failure now, counted; undefined if the first that matches is used up, or none does. */
export function takeRetrier(
  retriers: readonly Retrier[],
  failure: StateFailure,
  counts: RetryCounts,
): Retrier | undefined {
  const retrier = retriers.find((candidate) => candidate.matches(failure));
  if (retrier === undefined) return undefined;
  const count = (counts.get(retrier) ?? 0) + 1;
  if (count > retrier.maxAttempts) return undefined;
  counts.set(retrier, count);
  return retrier;
}
