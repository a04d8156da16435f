import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** As Windows answers where another process reads the file. */
jest.mock("node:fs", () => ({
  ...jest.requireActual<typeof import("node:fs")>("node:fs"),
  renameSync: () => {
    throw Object.assign(new Error("EPERM: operation not permitted, rename"), { code: "EPERM" });
  },
}));

interface FindBundle {
  readonly replaceFile: (file: string, content: string) => void;
}
const { replaceFile } = jest.requireActual<FindBundle>("../find-bundle");

const folder = mkdtempSync(join(tmpdir(), "replace-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("leaves a file that cannot be replaced as it is, and no draft beside it", () => {
  const file = join(folder, "kept.js");
  writeFileSync(file, "old");
  replaceFile(file, "new");
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["kept.js"]);
});

it("throws where the file is not there then", () => {
  const file = join(folder, "gone.js");
  expect(() => replaceFile(file, "new")).toThrow("EPERM: operation not permitted, rename");
  expect(existsSync(file)).toBe(false);
});
