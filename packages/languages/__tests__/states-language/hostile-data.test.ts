import { runExecution } from "@sfn-websocket/tools/conformance/run-execution";
import type { JsonObject } from "../../json";
import { readJson } from "../../jsonpath/read-json";
import { measureHold } from "./held-time";

/** Milliseconds of a turn. */
const LIMIT = 250;
/** Characters: half of what a message may have. */
const MANY = 60_000;

const ANSWER = { state: "S", result: { output: {} } };

describe("what a client sends holds nobody up", () => {
  it.each<[what: string, definition: JsonObject, value: string, outcome: JsonObject]>([
    [
      "zeros of a text that a filter takes for a number",
      {
        StartAt: "S",
        States: { S: { Type: "Pass", Parameters: { "n.$": "States.ArrayLength($.v[?(@.n < @.text)])" }, End: true } },
      },
      `[{"n":2,"text":"1${"0".repeat(MANY)}1"}]`,
      { output: { n: 1 } },
    ],
    [
      "blanks where an API takes a boolean",
      {
        StartAt: "S",
        States: {
          S: {
            Type: "Task",
            Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2",
            Parameters: { Bucket: "b", "FetchOwner.$": "$.v" },
            End: true,
          },
        },
      },
      JSON.stringify(`${" ".repeat(MANY)}x`),
      { error: "States.Runtime" },
    ],
  ])("%s", async (_what, definition, value, outcome) => {
    const run = () => runExecution({ type: "EXPRESS", definition, input: readJson(`{"v":${value}}`), tape: [ANSWER] });
    const held = await measureHold(run, LIMIT);
    expect(held.outcome).toMatchObject(outcome);
    expect(held.longest).toBeLessThan(LIMIT);
  });
});
