import type { Json } from "../../json";
import { type StateFailure, StatesError } from "../values/errors";

/** True if a Retry or Catch with this ErrorEquals sees the failure. */
export type MatchError = (failure: StateFailure) => boolean;

/**
 * Prepares ErrorEquals: names match exactly, States.ALL matches every failure that is not terminal, States.TaskFailed every
 * one of those but a timeout, and States.HeartbeatTimeout a timeout.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function prepareErrorEquals(errorEquals: Json | undefined): MatchError {
  const names = new Set(Array.isArray(errorEquals) ? errorEquals : []);
  return (failure) => {
    if (failure.traits.isTerminal) return false;
    if (names.has(StatesError.All)) return true;
    if (typeof failure.error !== "string") return false;
    if (names.has(failure.error)) return true;
    return failure.error === StatesError.Timeout
      ? names.has(StatesError.HeartbeatTimeout) && failure.traits.isHeartbeat === true
      : names.has(StatesError.TaskFailed);
  };
}
