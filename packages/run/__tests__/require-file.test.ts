import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireFile } from "../require-file";

describe("a file that a user names", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "require-file-"));
    for (const name of ["wait.asl.json", "place-order.asl.json"]) writeFileSync(join(folder, name), "{}");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is read", () => {
    expect(requireFile(join(folder, "wait.asl.json"), "a workflow")).toBe("{}");
  });

  it.each([
    ["wiat.asl.json", "did you mean 'FOLDER/wait.asl.json'"],
    ["wait", "did you mean 'FOLDER/wait.asl.json'"],
    ["place-ordr.json", "did you mean 'FOLDER/place-order.asl.json'"],
    ["greet.asl.json", "name a workflow"],
    ["none/wait.asl.json", "name a workflow"],
  ])("fails as %s, with what is near", (name, advice) => {
    const path = join(folder, name);
    expect(() => requireFile(path, "a workflow")).toThrow(
      new Error(`${path}: cannot be read, got ENOENT; ${advice.replace("FOLDER", folder)}`),
    );
  });

  it("fails as a folder, which is there", () => {
    expect(() => requireFile(folder, "a workflow")).toThrow(
      new Error(`${folder}: cannot be read, got EISDIR; name a workflow`),
    );
  });
});
