import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fingerprint } from "../../command-line/fingerprint";

const top = mkdtempSync(join(tmpdir(), "fingerprint-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const watched = join(top, "module");

beforeEach(() => {
  rmSync(watched, { recursive: true, force: true });
  mkdirSync(join(watched, "src"), { recursive: true });
  writeFileSync(join(watched, "main.tf"), "a");
  writeFileSync(join(watched, "src", "index.js"), "b");
});

const paths = [watched, join(top, "prod.tfvars")];

it("is the same after an archive was written anew with the same bytes", () => {
  writeFileSync(join(watched, "function.zip"), "zip");
  const before = fingerprint(paths);
  rmSync(join(watched, "function.zip"));
  writeFileSync(join(watched, "function.zip"), "zip");
  expect(fingerprint(paths)).toBe(before);
});

it.each([
  ["a file that changed", () => writeFileSync(join(watched, "src", "index.js"), "c")],
  ["a new file", () => writeFileSync(join(watched, "src", "new.js"), "")],
  ["a file that is gone", () => rmSync(join(watched, "main.tf"))],
  ["a named file that was not there", () => writeFileSync(join(top, "prod.tfvars"), "")],
])("is another one after %s", (_, change) => {
  const before = fingerprint(paths);
  change();
  expect(fingerprint(paths)).not.toBe(before);
});

it("leaves out what is not watched, and follows no link", () => {
  const before = fingerprint(paths);
  mkdirSync(join(watched, "node_modules"));
  writeFileSync(join(watched, "node_modules", "a.js"), "");
  writeFileSync(join(watched, "terraform.tfstate"), "");
  symlinkSync(top, join(watched, "link"));
  expect(fingerprint(paths)).toBe(before);
});
