import type { JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { isSameAsRecorded } from "./same-as-recorded";

/** What first differs between a recorded history and an actual one, as text; undefined where nothing does. */
export function findDifference(expected: readonly JsonObject[], actual: readonly JsonObject[]): string | undefined {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const [recorded, found] = [expected[index], actual[index]];
    if (!isSameAsRecorded(recorded, found)) return describe(index, recorded, found);
  }
  return undefined;
}

function describe(index: number, recorded: JsonObject | undefined, found: JsonObject | undefined): string {
  return `event ${index + 1} is ${show(found)}, not ${show(recorded)}`;
}

function show(event: JsonObject | undefined): string {
  return event === undefined ? "missing" : JSON.stringify(event);
}
