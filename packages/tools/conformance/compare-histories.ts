import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { hasRecordedOrder, isSameAsRecorded, readText } from "./same-as-recorded";

/** Texts that the recorder wrote in histories alone in place of the ARN of a resource. */
const MASKED_ARNS = new Set(["activity_arn", "state-machine-arn", "map_run_arn"]);

/** The members of an event's details that are JSON as text, of which the recorder parsed some and left some. */
const DATA = new Set(["input", "output", "parameters"]);

/** What first differs between a recorded history and an actual one, as text; undefined where nothing does. */
export function findDifference(expected: readonly JsonObject[], actual: readonly JsonObject[]): string | undefined {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const [recorded, found] = [expected[index], actual[index]];
    if (!isSameEvent(recorded, found)) return `event ${index + 1} is ${show(found)}, not ${show(recorded)}`;
  }
  return undefined;
}

/** Whether an actual event is the recorded one up to masks. */
function isSameEvent(recorded: JsonObject | undefined, found: JsonObject | undefined): boolean {
  if (recorded === undefined || found === undefined) return false;
  const [one, other] = [parseData(recorded), parseData(found)];
  return isSameAsRecorded(one, other) && hasRecordedOrder(listData(one), listData(other));
}

/** The recorder sorted the details' own members; those of the data it left as they were. */
function listData(event: Json): Json {
  const details = isJsonObject(event) ? Object.values(event).filter(isJsonObject) : [];
  return details.map((each) => [...DATA].map((name) => each[name] ?? null));
}

function parseData(event: JsonObject): Json {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [name, isJsonObject(value) ? parseDetails(value) : value]),
  );
}

function parseDetails(details: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, maskArns(DATA.has(name) ? readText(value) : value)]),
  );
}

/** A mask of the recorder as one that stands for any text. */
function maskArns(value: Json): Json {
  if (typeof value === "string") return MASKED_ARNS.has(value) ? `<${value}>` : value;
  if (Array.isArray(value)) return value.map(maskArns);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskArns(member)]));
}

function show(event: JsonObject | undefined): string {
  return event === undefined ? "missing" : JSON.stringify(event);
}
