import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyConfiguration } from "../../terraform-command/copy-configuration";

/** As on Windows, where who is no administrator may link to folders alone, by junctions. */
jest.mock("node:fs", () => {
  const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
  return {
    ...fs,
    symlinkSync(target: string, path: string, type?: "junction") {
      if (type !== "junction") throw Object.assign(new Error("EPERM"), { code: "EPERM" });
      fs.symlinkSync(target, path, type);
    },
  };
});

const top = mkdtempSync(join(tmpdir(), "copy-without-links-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));

it("copies a folder whose user may link to no file: those beside it are copied too", () => {
  const folder = join(top, "live");
  for (const name of ["live", "modules", "work"]) mkdirSync(join(top, name));
  writeFileSync(join(top, "notes.txt"), "notes");
  writeFileSync(join(top, "modules", "t.vtl"), "text");
  writeFileSync(join(folder, "main.tf"), 'locals {\n  t = file("${path.module}/../modules/t.vtl")\n}\n');
  writeFileSync(join(folder, "b.tf"), 'locals {\n  n = file("${path.module}/../notes.txt")\n}\n');
  const copied = copyConfiguration({ folder, work: join(top, "work"), endpoint: "http://127.0.0.1:1" }).folder;
  expect(readFileSync(join(copied, "../modules/t.vtl"), "utf8")).toBe("text");
  expect(readFileSync(join(copied, "../notes.txt"), "utf8")).toBe("notes");
});
