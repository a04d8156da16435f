import { checkPatterns, chooseType } from "../../check-workflows/choose-type";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";

const TOOL = join(__dirname, "..", "..", "check-workflows.ts");
const folder = mkdtempSync(join(tmpdir(), "check-workflows-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...line: readonly string[]) => runChild(process.execPath, [RUN, TOOL, ...line], { cwd: folder });

it("fails with a line for a link to nowhere, and goes on with the other files", async () => {
  const mixed = join(folder, "mixed");
  mkdirSync(mixed);
  symlinkSync("nowhere", join(mixed, "a.vtl"));
  writeFileSync(join(mixed, "b-response.vtl"), "{}");
  expect(await run("mixed")).toMatchObject({
    status: 1,
    stdout: "mixed/a.vtl:1:1: cannot be read, got ENOENT; let it be a file that is there\n",
    stderr: "2 files, 1 problem\n",
  });
}, 60_000);

it("rejects what is below a file", async () => {
  writeFileSync(join(folder, "file"), "");
  expect(await run("file/a.vtl")).toMatchObject({
    status: 2,
    stderr: "error: file/a.vtl: cannot be read, got ENOTDIR; name a file or a folder that exists\n",
  });
}, 60_000);

it.each([
  ["workflows/long-job.asl.json", "STANDARD"],
  ["long-job.asl.json", "STANDARD"],
  ["workflows/belong-job.asl.json", "EXPRESS"],
  ["a/nightly/b/c.asl.json", "STANDARD"],
  ["a/nightly.asl.json", "EXPRESS"],
  ["a/x.asl.json", "STANDARD"],
  ["b/x.asl.json", "EXPRESS"],
])("checks %s as one of the type %s, by the patterns that are given", (path, type) => {
  const standard = ["long-*.asl.json", "nightly/**", "./a/x.asl.json"];
  expect(chooseType(path, { type: "EXPRESS", standard })).toBe(type);
});

it("tells of patterns that name no workflow", () => {
  const standard = ["long-*", "nightly/**"];
  expect(checkPatterns(["a/nightly/b.asl.json", "short.asl.json"], { type: "EXPRESS", standard })).toEqual([
    "--standard: names none of the workflows, got 'long-*'; write a path or the end of one",
  ]);
});
