import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStacks } from "../../terraform/synthesized";

const folder = mkdtempSync(join(tmpdir(), "other-"));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "hcl"));
writeFileSync(join(folder, "hcl", "main.tf"), 'resource "aws_iam_role" "r" {}\n');
writeFileSync(join(folder, "plan.bin"), "PK\u0003\u0004rest");
writeFileSync(join(folder, "plan.json"), '{"format_version":"1.2","planned_values":{},"terraform_version":"1.11.4"}');

it.each([
  [
    "hcl/main.tf",
    `is written in Terraform's own language, got 'PATH'; your Terraform applies its folder: npm start -- ${join(folder, "hcl")}`,
  ],
  ["plan.bin", "is a plan, got 'PATH'; review it: terraform show -json PATH | npm run plan:review -- -"],
  ["plan.json", "is a plan, got 'PATH'; review it: npm run plan:review -- PATH"],
])("rejects %s with the command that takes it", (name, text) => {
  const path = join(folder, name);
  expect(() => readStacks(path)).toThrow(new Error(`PATH: ${text.replaceAll("PATH", path)}`));
});
