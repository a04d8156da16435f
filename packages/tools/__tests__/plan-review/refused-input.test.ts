import { readReviewOptions } from "../../plan-review/read-options";
import { readPlan } from "../../plan-review/read-plan";
import { parsePlanBytes } from "../../plan-review/refuse-input";
import { makePlanJson } from "./make-plan";

const HOW = "run 'terraform show -json PLAN > plan.json'";
const PLAN = JSON.stringify(makePlanJson({}));

function read(content: string | Buffer): unknown {
  return readPlan({ where: "p", stack: "s" }, parsePlanBytes("p", Buffer.from(content)));
}

it.each([
  ["an empty file", "", `p: is empty, got 0 bytes; ${HOW}`],
  ["a binary plan", "PK\u0003\u0004", `p: is not JSON, got a binary plan file; ${HOW}`],
  [
    "a plan for people",
    "\nTerraform will perform the following actions:\n",
    `p: is not JSON, got a plan as text for people; ${HOW}`,
  ],
  ["HCL", 'resource "aws_iam_role" "r" {\n}\n', `p: is not JSON, got HCL; ${HOW}`],
  [
    "the log of a plan",
    '{"@level":"info"}\n{"@level":"info"}\n',
    `p: is not JSON, got the log of 'terraform plan -json'; ${HOW}`,
  ],
  ["other text", "secret", `p: is not JSON, got 6 bytes of other text; ${HOW}`],
  ["a list", "[]", `p: is not a plan, got JSON that is no object; ${HOW}`],
  [
    "a state file",
    '{"version":4,"lineage":"x","resources":[]}',
    "p: is not a plan, got a state; name the plan's file: 'terraform show -json PLAN > plan.json'",
  ],
  [
    "a shown state",
    '{"format_version":"1.0","values":{}}',
    "p: is not a plan, got a state; name the plan's file: 'terraform show -json PLAN > plan.json'",
  ],
  [
    "a shown state without resources",
    '{"format_version":"1.0"}',
    `p: is not a plan, got a state without resources; ${HOW}`,
  ],
  [
    "a synthesized stack",
    '{"resource":{}}',
    "p: is not a plan, got a synthesized stack; compare it with another: --before BASE HEAD",
  ],
  ["other JSON", "{}", `p: is not a plan, got JSON without format_version; ${HOW}`],
  [
    "a format of the future",
    PLAN.replace('"1.2"', '"2.0"'),
    "p: format_version is not known, got '2.0'; this tool reads version 1 (Terraform 1.1 and later)",
  ],
  [
    "an action of the future",
    JSON.stringify(makePlanJson({ changes: [{ type: "aws_iam_role", actions: "archive" }] })),
    "p: aws_iam_role.it: action is not known, got 'archive'; this Terraform is newer than this tool",
  ],
])("rejects %s", (_, content, message) => {
  expect(() => read(content)).toThrow(new Error(message));
});

it("reads what PowerShell writes", () => {
  expect(read(Buffer.from(`\uFEFF${PLAN}`, "utf16le"))).toEqual(read(PLAN));
  expect(read(`\uFEFF${PLAN}`)).toEqual(read(PLAN));
});

it("reads its options", () => {
  expect(readReviewOptions(["a.json", "b.json"])).toEqual({
    inputs: ["a.json", "b.json"],
    failOn: "none",
    format: "markdown",
    stacks: [],
    limit: 60_000,
  });
  expect(
    readReviewOptions(["--before", "x", "y", "--format", "markdown", "--limit", "1000000", "--fail-on", "low"]),
  ).toEqual({
    inputs: ["y"],
    before: "x",
    failOn: "low",
    format: "markdown",
    stacks: [],
    limit: 1_000_000,
  });
  expect(readReviewOptions(["a.json", "--json"]).format).toBe("json");
});

it.each([
  [[], "PLAN: none is named, got ''; name what 'terraform show -json' printed, or - for standard input"],
  [["a", "--fail-on", "severe"], "--fail-on: is not known, got 'severe'; use high, medium, low, none"],
  [["a", "--fail-on", "hig"], "--fail-on: is not known, got 'hig'; did you mean 'high'"],
  [["a", "--limit", "10"], "--limit: not a number of bytes from 1000 on, got '10'; write 60000"],
  [
    ["a", "--json", "--limit", "5000"],
    "--limit: cuts Markdown alone, got '5000' with the format json; drop one of the two",
  ],
  [["--before", "a", "b", "c"], "--before: more than one HEAD, got 'b c'; compare one after the other"],
])("rejects the command line %j", (line, message) => {
  expect(() => readReviewOptions(line)).toThrow(new Error(message));
});
