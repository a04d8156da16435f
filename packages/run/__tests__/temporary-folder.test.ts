import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { makeTemporaryFolder } from "../temporary-folder";

/** No process has such a number. @see https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html documented: at most 2^22 */
const DEAD = 2 ** 30;

it("removes what a killed process left behind, and nothing of a living one or of another machine", () => {
  const nameOf = (machine: string, owner: number) => join(tmpdir(), `sfn-websocket-${machine}-${owner}-lambda-test`);
  const left = [nameOf(hostname(), DEAD), nameOf(hostname(), DEAD).replace("lambda", "deploy-local")];
  const others = [nameOf(hostname(), process.ppid), nameOf(`${hostname()}-${DEAD}`, process.ppid)];
  for (const folder of [...left, ...others]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "index.mjs"), "");
  }
  const own = makeTemporaryFolder("lambda");
  expect(left.filter((folder) => existsSync(folder))).toEqual([]);
  expect([...others, own].filter((folder) => !existsSync(folder))).toEqual([]);
  for (const folder of [...others, own]) rmSync(folder, { recursive: true });
});

it("rejects a folder for temporary files that is not there", () => {
  const os = jest.requireActual<typeof import("node:os")>("node:os");
  const spy = jest.spyOn(os, "tmpdir").mockReturnValue("/none");
  const problem = "TMPDIR: cannot be written, got ENOENT of '/none'; name a folder that is there, with some room";
  expect(() => makeTemporaryFolder("lambda")).toThrow(new Error(problem));
  spy.mockRestore();
});
