import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseFolder, writeFiles } from "../../eject/write-files";

it("fails in words of its own below what is a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "write-files-"));
  const file = join(folder, "file");
  writeFileSync(file, "");
  const below = join(file, "module");
  expect(refuseFolder(below, false)).toBeUndefined();
  expect(() => writeFiles(below, new Map([["main.tf.json", "{}"]]))).toThrow(
    /^\/.*\/file\/module\/main\.tf\.json: cannot be written, got E[A-Z]+; name a folder that takes files$/,
  );
  rmSync(folder, { recursive: true });
});
