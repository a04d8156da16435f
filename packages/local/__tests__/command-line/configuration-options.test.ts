import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readOptions } from "../../command-line/options";

const folder = mkdtempSync(join(tmpdir(), "configuration-options-"));
writeFileSync(join(folder, "main.tf"), "");
afterAll(() => rmSync(folder, { recursive: true }));

it("hands variables to Terraform, files by their whole paths", () => {
  const argv = [folder, "--var", "a=1", "--var-file", "x.tfvars", "--allow-provider", "a/b", "--state", "kept"];
  expect(readOptions([folder, "--emulated-only"], {})).toMatchObject({ isEmulatedOnly: true });
  expect(readOptions(argv, {})).toMatchObject({
    isConfiguration: true,
    variables: ["-var=a=1", `-var-file=${resolve("x.tfvars")}`],
    allowedProviders: ["a/b"],
    state: "kept",
    isEmulatedOnly: false,
    before: [],
  });
  expect(readOptions([folder, "--before", folder], {})).toMatchObject({ before: [folder] });
});

it.each([
  [["--var", "a=1"], "--var: goes with a folder of Terraform's files, got 'a=1'; name one, or drop it"],
  [["--before", folder], `--before: goes with a folder of Terraform's files, got '${folder}'; name one, or drop it`],
  [
    [folder, "--before", "nowhere"],
    "--before: not a folder of Terraform's files, got 'nowhere'; name one that has *.tf or *.tf.json files",
  ],
  [["--emulated-only"], "--emulated-only: goes with a folder of Terraform's files, got none; name one, or drop it"],
  [
    ["main.tf.json", "--state", "kept"],
    "--state: goes with --empty or a folder of Terraform's files, got 'kept'; without it the stacks are read anew at each start",
  ],
])("rejects %j", (argv, message) => {
  expect(() => readOptions(argv, {})).toThrow(new Error(message));
});
