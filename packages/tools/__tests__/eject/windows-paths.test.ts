import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { readAssets } from "../../eject/assets";

/** Paths as Windows has them, of this system's files. */
jest.mock("node:path", () => jest.requireActual<typeof import("node:path")>("node:path").win32);
jest.mock("node:fs", () => {
  const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
  const own = (path: string) => path.replaceAll("\\", "/");
  return {
    ...fs,
    readdirSync: (path: string, options?: { readonly recursive: boolean }) =>
      fs.readdirSync(own(path), { encoding: "utf8", ...options }).map((name) => name.replaceAll("/", "\\")),
    readFileSync: (path: string) => fs.readFileSync(own(path)),
    statSync: (path: string) => fs.statSync(own(path)),
  };
});

const folder = mkdtempSync(`${tmpdir()}/windows-paths-`);
afterAll(() => rmSync(folder, { recursive: true }));

it("names a stack's files in the module with slashes on Windows too", () => {
  const code = "assets/Code/0A1B";
  mkdirSync(`${folder}/${code}/lib`, { recursive: true });
  writeFileSync(`${folder}/${code}/lib/index.js`, "code");
  const { bytes, rewrite } = readAssets(folder);
  expect([...bytes.keys()]).toEqual(["assets/code/lib/index.js"]);
  expect(rewrite(`${code}/lib/index.js`, "filename")).toBe("${path.module}/assets/code/lib/index.js");
});
