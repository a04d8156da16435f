import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { Verdict } from "./verdict";
import { readHistory, type HistoryRun } from "./read-history";

/** An execution and what somebody reported of its history. */
export interface ReportedHistoryCase extends HistoryRun {
  readonly expect: JsonObject;
}

type Check = (events: readonly JsonObject[], expected: Json, expect: JsonObject) => boolean;

/** What a report can say of a history. */
export const HISTORY_EXPECTATIONS: Readonly<Record<string, Check>> = {
  types: (events, expected) => isDeepStrictEqual(events.map(typeOf), expected),
  previousEventIds: (events, expected) => isDeepStrictEqual(events.map(previousOf), expected),
  lastTypes: (events, expected) => isDeepStrictEqual(tail(events, expected).map(typeOf), expected),
  lastPreviousEventIds: (events, expected, { lastTypes = [] }) =>
    typeof expected === "string"
      ? followsAsSaid(tail(events, lastTypes), expected)
      : isDeepStrictEqual(tail(events, expected).map(previousOf), expected),
};

/** Whether all that the report says of the history is so; a member of `expect` that is not known is never met. */
export async function runCase({ expect, ...run }: ReportedHistoryCase): Promise<Verdict> {
  const events = await readHistory(run);
  const unmet = Object.entries(expect).filter(
    ([name, expected]) => HISTORY_EXPECTATIONS[name]?.(events, expected, expect) !== true,
  );
  const outline = { types: events.map(typeOf), previousEventIds: events.map(previousOf) };
  const names = unmet.map(([name]) => name).join(", ");
  const actual = JSON.stringify(outline);
  return { met: unmet.length === 0, actual: unmet.length === 0 ? actual : `${names} not met by ${actual}` };
}

const SAID = /\bafter (\w+)(?: but (\w+))? all name (\w+)$/;

/** Reads `the first five after TYPE but TYPE all name TYPE`: all events after the first, but the excepted, follow the named one. */
function followsAsSaid(events: readonly JsonObject[], sentence: string): boolean {
  const [, start, except, named] = SAID.exec(sentence) ?? [];
  const first = events.findIndex((event) => typeOf(event) === start);
  const followed = events.find((event) => typeOf(event) === named)?.["id"];
  if (first < 0 || followed === undefined) return false;
  const following = events.slice(first + 1).filter((event) => typeOf(event) !== except);
  return following.every((event) => previousOf(event) === followed);
}

function tail(events: readonly JsonObject[], like: Json): readonly JsonObject[] {
  return Array.isArray(like) && like.length > 0 ? events.slice(-like.length) : [];
}

function typeOf(event: JsonObject): Json | undefined {
  return event["type"];
}

function previousOf(event: JsonObject): Json | undefined {
  return event["previousEventId"];
}
