import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expandRepeats } from "@sfn-websocket/tools/conformance/expand-repeats";
import { type ExecutionCase, runCase } from "@sfn-websocket/tools/conformance/run-execution";

const files = readdirSync(__dirname).filter((file) => file.endsWith(".jsonl"));

describe.each(files)("%s", (file) => {
  const lines = readFileSync(join(__dirname, file), "utf8").trimEnd().split("\n");
  const cases: ExecutionCase[] = lines.map((line) => JSON.parse(line, expandRepeats));

  it.each(cases.map((one) => [one.id, one] as const))("%s", async (_id, one) => {
    const { met, actual } = await runCase(one);
    if (!met) expect(actual).toBe(JSON.stringify(one.expect));
  });
});
