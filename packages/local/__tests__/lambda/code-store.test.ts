import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { createCodeStore } from "../../lambda/code-store";

it("fails to keep code where the disk is full, naming the folder's option", () => {
  const folder = mkdtempSync(join(tmpdir(), "codes-"));
  const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
  const spy = jest.spyOn(fs, "writeFileSync").mockImplementation(() => {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  });
  const archive = zipSync({ "index.js": strToU8("exports.handler = () => 1;") });
  const rest = "has no room for a function's code, got ENOSPC; make some, or name another folder";
  expect(() => createCodeStore(folder).keep(archive)).toThrow(new Error(`--state: ${rest}`));
  expect(() => createCodeStore().keep(archive)).toThrow(new Error(`TMPDIR: ${rest}`));
  spy.mockRestore();
  rmSync(folder, { recursive: true });
});
