import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "../make-folder";

describe("a folder of the user's", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "make-folder-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  it("is made with those around it, and may be there already", () => {
    const folder = join(root, "a", "b");
    makeFolder(folder, 0o700);
    makeFolder(folder, 0o700);
    const modes = [join(root, "a"), folder].map((each) => statSync(each).mode & 0o777);
    expect(modes).toEqual([0o700, 0o700]);
  });

  it("fails below a file", () => {
    writeFileSync(join(root, "file"), "");
    for (const folder of ["file", join("file", "a", "b")])
      expect(() => makeFolder(join(root, folder))).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^E(EXIST|NOTDIR)$/) }),
      );
  });

  it("fails below /proc, where nobody can make one", () => {
    // Of Linux; other systems have no /proc, and none is made at their root.
    const code = expect.stringMatching(/^E(NOENT|ACCES|ROFS)$/);
    expect(() => makeFolder("/proc/none/a")).toThrow(expect.objectContaining({ code }));
  });
});
