import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild } from "@sfn-websocket/run/__tests__/start-child";

interface Mode {
  readonly watch?: boolean;
  readonly watchAll?: boolean;
}
const EndOfRun: new (mode: Mode) => { onRunComplete(): void } = require("./end-of-run.js");
const PROJECT = join(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "end-of-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs jest in its own process, as `npm test` does on a machine of two cores, on one file. */
function runJest(test: string) {
  writeFileSync(join(folder, "one.test.js"), test);
  const reporters = ["default", join(__dirname, "end-of-run.js")];
  const config = JSON.stringify({ rootDir: folder, reporters, transform: {} });
  const argv = [join(PROJECT, "node_modules", "jest", "bin", "jest.js"), "--runInBand", "--config", config];
  return runChild(process.execPath, argv, { cwd: folder });
}

const SERVER = 'const server = require("node:net").createServer(); beforeAll((done) => void server.listen(0, done));';

it("ends where a failed test has left a server open, with the status of a failure", async () => {
  const { status, stderr } = await runJest(`${SERVER} it("fails", () => { throw new Error("on purpose"); });`);
  expect(status).toBe(1);
  expect(stderr).toMatch(/\nsomething that a test has left open was closed, see above which tests failed\n$/);
}, 60_000);

it("adds no word where nothing is left open", async () => {
  const { status, stderr } = await runJest(`${SERVER} it("passes", () => void server.close());`);
  expect([status, stderr.includes("left open")]).toEqual([0, false]);
}, 60_000);

it.each([
  [{ watch: true }, 0],
  [{ watchAll: true }, 0],
  [{}, 1],
])("lets a run that watches files go on: %j", (mode, timers) => {
  const started = jest.spyOn(globalThis, "setTimeout").mockReturnValue({ unref: () => undefined } as never);
  new EndOfRun(mode).onRunComplete();
  expect(started).toHaveBeenCalledTimes(timers);
  started.mockRestore();
});
