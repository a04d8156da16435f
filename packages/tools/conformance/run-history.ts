import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Verdict } from "./verdict";
import { findDifference } from "./compare-histories";
import { numberAsOf } from "./former-histories";
import { readHistory, type HistoryRun } from "./read-history";

/** A line of `histories.jsonl`: an execution and all events that AWS recorded. */
export interface HistoryCase extends HistoryRun {
  readonly events: readonly JsonObject[];
  /** `DD-MM-YYYY, HH:MM:SS`. @default today: AWS numbers some events otherwise than it did */
  readonly recorded?: string;
}

/** Whether the events, their ids, previous ids and details are the recorded ones, up to masks and the order of branches that run at the same time. */
export async function runCase(historyCase: HistoryCase): Promise<Verdict> {
  const actual = numberAsOf(historyCase.recorded, await readHistory(historyCase));
  const difference = findDifference(historyCase.events, actual);
  return { met: difference === undefined, actual: difference ?? JSON.stringify(actual) };
}
