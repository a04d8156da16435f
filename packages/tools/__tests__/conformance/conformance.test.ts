import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { findCaseFiles, readCases } from "../../conformance/read-cases";
import { CONTRADICTED, INCOMPLETE, REASONS, type Row, runCases } from "../../conformance/run-cases";
import { unmaskResources } from "../../conformance/run-validation";
import MET from "./met.json";

const PROJECT = join(__dirname, "..", "..", "..", "..");
/** Cases recorded from AWS, which are not part of the project. */
const RECORDED = join(PROJECT, "..", "shared", "conformance");

const EXECUTIONS = ["asl.jsonl", "asl-tasks.jsonl"];

const runFile = (file: string): Promise<readonly Row[]> => runCases(readCases(file));
const unmetOf = (rows: readonly Row[]): readonly string[] => rows.flatMap(({ unmet }) => unmet.map(({ id }) => id));

/** The ids of executions whose definition validation refuses for a type of workflow. */
function listRefused(file: string, type: "EXPRESS" | "STANDARD"): string[] {
  const lines = readFileSync(join(RECORDED, file), "utf8").trimEnd().split("\n");
  const cases: { id: string; definition: JsonObject }[] = lines.map((line) => JSON.parse(line));
  const isRefused = (definition: JsonObject) =>
    validateDefinition(unmaskResources(JSON.stringify(definition)), { type }).some(
      ({ severity }) => severity === "ERROR",
    );
  return cases.filter(({ definition }) => isRefused(definition)).map(({ id }) => id);
}

describe("the project's own cases", () => {
  const files = findCaseFiles(join(PROJECT, "packages", "languages", "__tests__")).map((file) =>
    relative(PROJECT, file),
  );

  it.each(files)("are all met in %s", async (file) => expect(unmetOf(await runFile(join(PROJECT, file)))).toEqual([]));
});

if (existsSync(RECORDED))
  describe("the recorded cases", () => {
    it.each(Object.entries(MET))("of %s are met, at least %d of them", async (file, least) => {
      const rows = await runFile(join(RECORDED, file));
      const met = rows.reduce((sum, row) => sum + row.met, 0);
      if (met < least) expect(unmetOf(rows)).toEqual([]);
      expect(met).toBeGreaterThanOrEqual(least);
    });

    it("have definitions that validation accepts, as AWS did", () => {
      expect(EXECUTIONS.flatMap((file) => listRefused(file, "STANDARD"))).toEqual([]);
    });

    it("are named where their recording lacks what their history shows, and only there", async () => {
      const rows = await runFile(join(RECORDED, "histories.jsonl"));
      expect(unmetOf(rows)).toEqual([]);
      expect(rows.flatMap(({ incomplete }) => incomplete.map(({ id }) => id)).sort()).toEqual(
        [...INCOMPLETE.keys()].sort(),
      );
    });

    it("are named where a later recording contradicts a report, and only there", async () => {
      const rows = await runFile(join(RECORDED, "reported.jsonl"));
      expect(unmetOf(rows)).toEqual([]);
      expect(rows.flatMap(({ incomplete }) => incomplete.map(({ id }) => id)).sort()).toEqual(
        [...CONTRADICTED.keys()].sort(),
      );
    });

    it("are listed with the reason where an EXPRESS workflow cannot run them", () => {
      expect([...REASONS.keys()].sort()).toEqual(EXECUTIONS.flatMap((file) => listRefused(file, "EXPRESS")).sort());
    });
  });
else process.stderr.write(`not run: the recorded cases, ${relative(PROJECT, RECORDED)} is not there\n`);
