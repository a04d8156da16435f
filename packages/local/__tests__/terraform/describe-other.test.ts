import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStacks } from "../../terraform/synthesized";

const folder = mkdtempSync(join(tmpdir(), "other-"));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "hcl"));
writeFileSync(join(folder, "hcl", "main.tf"), 'resource "aws_iam_role" "r" {}\n');
writeFileSync(join(folder, "sam.yaml"), "Transform: AWS::Serverless-2016-10-31\n");
writeFileSync(join(folder, "sam.json"), '{"AWSTemplateFormatVersion":"2010-09-09"}');
writeFileSync(join(folder, "plan.bin"), "PK\u0003\u0004rest");
writeFileSync(join(folder, "plan.json"), '{"format_version":"1.2","planned_values":{},"terraform_version":"1.11.4"}');

it.each([
  ["constructor", "s.tf.json"],
  [{ toString: null }, "s.tf.json"],
  ["s", [{}]],
])("rejects a stack of the name %j with the path %j, which no synthesis writes", (name, synthesizedStackPath) => {
  const stacks = { constructor: { name, synthesizedStackPath } };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks }));
  const told = JSON.stringify({ name, synthesizedStackPath });
  const [file, missing] = [join(folder, "manifest.json"), join(folder, "s.tf.json")];
  const problem =
    name === "constructor"
      ? `${missing}: cannot be read, got ENOENT; name a file that exists`
      : `${file}: a stack has a name and a path, got ${told}; synthesize it again`;
  expect(() => readStacks(folder)).toThrow(new Error(problem));
});

it("rejects a folder that is not there by the nearest one, and one that has neither kind of files", () => {
  expect(() => readStacks(join(folder, "hlc"))).toThrow(
    new Error(`${join(folder, "hlc")}: cannot be read, got ENOENT; did you mean '${join(folder, "hcl")}'`),
  );
  const empty = join(folder, "empty");
  mkdirSync(empty);
  expect(() => readStacks(empty)).toThrow(
    new Error(
      `${empty}: neither Terraform's files nor synthesized stacks, got no *.tf and no manifest.json; name a folder of Terraform's files, or run 'npm run synth'`,
    ),
  );
});

const SAM =
  "is a template of CloudFormation or SAM, got 'PATH'; write its routes into main.ts, as docs/routes.md has it";

it.each([
  [
    "hcl/main.tf",
    `is written in Terraform's own language, got 'PATH'; your Terraform applies its folder: npm start -- ${join(folder, "hcl")}`,
  ],
  ["plan.bin", "is a plan, got 'PATH'; review it: terraform show -json PATH | npm run plan:review -- -"],
  ["sam.yaml", SAM],
  ["sam.json", SAM],
  ["plan.json", "is a plan, got 'PATH'; review it: npm run plan:review -- PATH"],
])("rejects %s with the command that takes it", (name, text) => {
  const path = join(folder, name);
  expect(() => readStacks(path)).toThrow(new Error(`PATH: ${text.replaceAll("PATH", path)}`));
});

it("rejects a configuration that nests deeper than anything is written", () => {
  const path = join(folder, "deep.tf.json");
  writeFileSync(path, `{"resource":{"aws_iam_role":{"r":${"[".repeat(50_000)}${"]".repeat(50_000)}}}}`);
  expect(() => readStacks(path)).toThrow(new Error(`${path}: nests deeper than 1000 levels; write it flatter`));
});
