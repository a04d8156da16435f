import { mkdtempSync, readdirSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment, RUN, startChild } from "@sfn-websocket/run/__tests__/start-child";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "interrupted-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("leaves no file and no server where Ctrl-C ends it", async () => {
  const started = new Promise<void>((resolve) => {
    const watcher = watch(folder, (_, name) => {
      if (name?.includes("-fuzz-") !== true) return;
      watcher.close();
      resolve();
    });
  });
  const argv = [RUN, "packages/tools/fuzz.ts", "--area", "frames", "--minutes", "1"];
  const fuzz = startChild(process.execPath, argv, { cwd: PROJECT, env: cleanEnvironment({ TMPDIR: folder }) });
  await started;
  fuzz.end("SIGINT");
  // A server that has just begun may be ended by the same signal, which is told then.
  expect(await fuzz.ended).toMatchObject({ status: 130, stdout: "" });
  expect(readdirSync(folder)).toEqual([]);
}, 60_000);
