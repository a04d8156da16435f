import { tmpdir } from "node:os";
import { RUN, runChild, startChild } from "./start-child";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "child-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts another process, says its number, and goes on for ever, as that one does. */
const PARENT = `
  const { pid } = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log("started " + pid);
  setInterval(() => {}, 1000);`;

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Resolves when the process is gone; the test's own limit is the only one. */
const isGone = async (pid: number) => {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
};

it("tells how a process ended, what it read and printed", async () => {
  const script = "process.stdin.pipe(process.stdout); console.error('e'); process.exitCode = 3";
  expect(await runChild(process.execPath, ["-e", script], { cwd: folder, input: "text" })).toEqual({
    status: 3,
    stdout: "text",
    stderr: "e\n",
  });
});

it("holds up nobody who logs while the test waits in a synchronous call", async () => {
  const file = join(folder, "logged");
  const script = `
    require("node:fs").writeSync(2, "x".repeat(1 << 20));
    require("node:fs").writeFileSync(${JSON.stringify(file)}, "");
    console.log("ready");`;
  const child = startChild(process.execPath, ["-e", script], { cwd: folder, isQuiet: true });
  spawnSync("sh", ["-c", `until [ -e "${file}" ]; do :; done`], { timeout: 60_000 });
  expect(existsSync(file)).toBe(true);
  expect(await child.ended).toEqual({ status: 0, stdout: "ready\n", stderr: "" });
}, 90_000);

it("ends what the process has started with it", async () => {
  const child = startChild(process.execPath, ["-e", PARENT], { cwd: folder });
  const [, pid] = await child.prints(/started (\d+)/);
  child.end("SIGKILL");
  expect((await child.ended).status).toBeNull();
  await isGone(Number(pid));
});

it("ends all of it when the test's process is killed", async () => {
  const file = join(folder, "killed.ts");
  writeFileSync(
    file,
    `Object.assign(globalThis, { afterAll: () => undefined });
     void import(${JSON.stringify(join(RUN, "__tests__", "start-child.ts"))}).then(async ({ startChild }) => {
       const child = startChild(process.execPath, ["-e", ${JSON.stringify(PARENT)}], { cwd: "." });
       const [text] = await child.prints(/started \\d+/);
       console.log(text);
     });`,
  );
  const tester = startChild(process.execPath, [RUN, file], { cwd: folder });
  const [, pid] = await tester.prints(/started (\d+)/);
  // What it started is in groups of their own, out of this signal's reach.
  tester.end("SIGKILL");
  await tester.ended;
  await isGone(Number(pid));
}, 30_000);

it("fails where a process ends before it prints what is waited for", async () => {
  const child = startChild(process.execPath, ["-e", "console.log(1)"], { cwd: folder });
  await expect(child.prints(/2/)).rejects.toThrow("it ended without printing /2/: 1");
});
