import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { HistoryEvent } from "@sfn-websocket/languages/states-language/state-machine";
import { type ExecutionCase, runExecution } from "./run-execution";
import { unmaskOutside } from "./unmask-outside";

/** An execution whose history is looked at. */
export type HistoryRun = Pick<ExecutionCase, "type" | "definition" | "input" | "tape">;

/** Runs an execution and resolves to its history as GetExecutionHistory shows it, in order. */
export async function readHistory(run: HistoryRun): Promise<readonly JsonObject[]> {
  const events: JsonObject[] = [];
  await runExecution(unmaskOutside(run), (event) => events.push(printEvent(event)));
  return events;
}

function printEvent({ timestamp, detailsField, details, ...event }: HistoryEvent): JsonObject {
  const printed: { [name: string]: Json } = { ...event, timestamp: new Date(timestamp).toISOString() };
  if (detailsField !== undefined && details !== undefined) printed[detailsField] = details;
  return printed;
}
