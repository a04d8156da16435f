import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import type { Json, JsonObject } from "../../json";

const nest = (depth: number): Json => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as Json;

const run = (state: JsonObject, input: Json) =>
  runExecution({
    type: "EXPRESS",
    definition: { StartAt: "S", States: { S: { ...state, End: true } } },
    input,
    tape: [],
  });

const CAUSE =
  "An error occurred while executing the state 'S' (entered at the event id #2). The data is nested too deeply.";

describe("data that nests deep", () => {
  it("may have 1,000 levels", async () => {
    expect(await run({ Type: "Pass", Parameters: { "r.$": "$" } }, nest(999))).toMatchObject({ status: "SUCCEEDED" });
  });

  it.each([1000, 3000, 10_000])("fails where a state makes it %d levels and one deep", async (depth) => {
    const failed = { status: "FAILED", error: "States.Runtime", cause: CAUSE };
    expect(await run({ Type: "Pass", Parameters: { "r.$": "$" } }, nest(depth))).toMatchObject(failed);
    expect(await run({ Type: "Pass", ResultPath: "$.r", Result: nest(depth) }, {})).toMatchObject(failed);
  });

  it.each([
    "States.JsonToString($)",
    "States.Format('{}', $)",
    "States.Hash($, 'MD5')",
    "States.ArrayUnique($)",
    "$.no",
  ])("shows no word of JavaScript's in %s", async (expression) => {
    const outcome = await run({ Type: "Pass", Parameters: { "r.$": expression } }, nest(10_000));
    expect(JSON.stringify(outcome)).not.toMatch(/call stack|\[object|undefined|RangeError/);
  });
});
