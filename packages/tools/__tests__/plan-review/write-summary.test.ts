import { reviewPlans } from "../../plan-review/review";
import { writeJson } from "../../plan-review/write-json";
import { writeSummary } from "../../plan-review/write-summary";
import { makePlan, type ShortPlan } from "./make-plan";

function summarize(...plans: readonly ShortPlan[]): string[] {
  const read = plans.map((plan, index) => ({ ...makePlan(plan), stack: `stack${index}` }));
  return writeSummary(reviewPlans(read), 60_000).trimEnd().split("\n");
}

const row = (cells: string) => `| ${cells} |`;
const HEADER = [row(" | resource | what changes").replace("|  |", "|  |"), row("--- | --- | ---")];

it("says in one line that nothing changes", () => {
  expect(summarize({})).toEqual(["<!-- plan-review -->", "## Plan review: no changes"]);
});

it("says loudly that Terraform failed", () => {
  const lines = summarize({ plan: { errored: true, complete: false } });
  expect(lines.slice(0, 5)).toEqual([
    "<!-- plan-review -->",
    "## Plan review: no changes, high severity",
    "",
    "> [!CAUTION]",
    "> Terraform stopped with an error while it planned `stack0`: **this is not all that would change.**",
  ]);
});

it("tells what is moved, imported, forgotten, tainted and left by an earlier run", () => {
  const queue = (name: string) => ({ name });
  const lines = summarize({
    changes: [
      {
        type: "aws_sqs_queue",
        name: "a",
        before: queue("a"),
        after: queue("a"),
        item: { previous_address: "aws_sqs_queue.z" },
      },
      { type: "aws_sqs_queue", name: "b", before: queue("b"), after: queue("b"), importing: { id: "url" } },
      { type: "aws_sqs_queue", name: "c", before: queue("c"), actions: "forget" },
      {
        type: "aws_sns_topic",
        name: "d",
        before: queue("d"),
        after: queue("d"),
        actions: "delete create",
        item: { action_reason: "replace_because_tainted" },
      },
      { type: "aws_sqs_queue", name: "e", before: queue("e"), item: { deposed: "00000000" } },
    ],
  });
  expect(lines[1]).toBe(
    "## Plan review: low severity (0 created, 0 changed, **1 replaced**, 1 destroyed, 1 forgotten, 1 imported, 1 moved)",
  );
  expect(lines.filter((line) => /^\| [*a-z]/.test(line))).toEqual([
    row("destroyed | queue `e` | left by an earlier replacement"),
    row("forgotten | queue `c` | "),
    row("imported | queue `b` | imported: `url`"),
    row("moved | queue `a` | moved from `aws_sqs_queue.z`"),
    row("**replaced** | sns topic `d` | its creation failed before"),
  ]);
});

it("puts several stacks below headings of their own", () => {
  const queue = { type: "aws_sqs_queue", after: { name: "q" } };
  expect(summarize({ changes: [queue] }, {})).toEqual([
    "<!-- plan-review -->",
    "## Plan review: nothing stands out (1 created, 0 changed, 0 replaced, 0 destroyed)",
    "",
    "### Stack `stack0`: 1 created, 0 changed, 0 replaced, 0 destroyed",
    "",
    "#### Data",
    "",
    ...HEADER,
    row("created | queue `q` | "),
    "",
    "<details><summary>1 address in Terraform</summary>",
    "",
    "- created `aws_sqs_queue.it`: queue `q`",
    "",
    "</details>",
    "",
    "### Stack `stack1`: no changes",
  ]);
});

it("tells what was changed outside of Terraform apart from what Terraform would do", () => {
  const lines = summarize({
    drift: [
      { type: "aws_sqs_queue", name: "a", before: { name: "a", delay: 1 }, after: { name: "a", delay: 2 } },
      { type: "aws_sqs_queue", name: "b", before: { name: "b" } },
    ],
  });
  expect(lines.slice(1)).toEqual([
    "## Plan review: no changes, low severity",
    "",
    "### Findings",
    "",
    "- **low: Changed outside of Terraform.** Applying may undo what somebody did on purpose.",
    "  - queue `a`",
    "  - queue `b`",
    "",
    "### Changed outside of Terraform",
    "",
    ...HEADER,
    row("gone | queue `b` | "),
    row("changed | queue `a` | `delay`: `1` \u2192 `2`"),
  ]);
});

it("shows where long values differ, blocks by their names, and at most eight attributes", () => {
  const arn = "arn:aws:states:us-east-1:123456789012:stateMachine:a-long-name-of-a-workflow";
  const settings = (limit: number) => [
    { route_key: "b", limit },
    { route_key: "a", limit: 1 },
  ];
  const lines = summarize({
    changes: [
      {
        type: "aws_sqs_queue",
        name: "a",
        before: { name: "a", arn_of: `${arn}-1` },
        after: { name: "a", arn_of: `${arn}-2` },
      },
      {
        type: "aws_sqs_queue",
        name: "b",
        before: { name: "b", settings: settings(1) },
        after: { name: "b", settings: settings(2).reverse() },
      },
      {
        type: "aws_sqs_queue",
        name: "c",
        before: { name: "c" },
        after: { name: "c", ...Object.fromEntries([..."defghijklm"].map((one) => [one, 1])) },
      },
    ],
  });
  const cells = lines
    .filter((line) => line.startsWith("| changed"))
    .map((line) => line.replace(/ \|$/, "").split(" | ")[2]);
  expect(cells).toEqual([
    "`arn_of`: `\u2026-name-of-a-workflow-1` \u2192 `\u2026-name-of-a-workflow-2`",
    "`settings[b].limit`: `1` \u2192 `2`",
    `${[..."defghijk"].map((one) => `\`${one}\`: \`not set\` \u2192 \`1\``).join("<br>")}<br>and 2 more`,
  ]);
});

it("prints the same as JSON, whose members stay", () => {
  const policy = (action: string) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "arn:x" }] });
  const json = writeJson(
    reviewPlans([
      makePlan({
        changes: [
          {
            type: "aws_iam_role_policy",
            before: { name: "p", role: "r", policy: policy("a:B") },
            after: { name: "p", role: "r", policy: policy("a:C") },
          },
        ],
      }),
    ]),
  );
  const counts = { create: 0, update: 1, replace: 0, destroy: 0, forget: 0, import: 0, move: 0 };
  const statement = {
    who: "role r",
    kind: "identity",
    address: "aws_iam_role_policy.it",
    effect: "Allow",
    resources: ["arn:x"],
    principals: [],
    conditions: [],
  };
  expect(JSON.parse(JSON.stringify(json))).toEqual({
    version: 1,
    verdict: "medium",
    counts,
    findings: [
      {
        rule: "role-widened",
        severity: "medium",
        title: "More is allowed than before",
        reason: "An existing role or resource allows what no statement allowed before, or loses a denial",
        stack: "test",
        address: "aws_iam_role_policy.it",
        resource: "role r",
        before: null,
        after: "Allow a:C on arn:x",
      },
    ],
    stacks: [
      {
        name: "test",
        source: "plan",
        errored: false,
        incomplete: false,
        counts,
        changes: [
          {
            address: "aws_iam_role_policy.it",
            previousAddress: null,
            type: "aws_iam_role_policy",
            group: "permissions",
            resource: "policy p of role r",
            action: "update",
            deposed: false,
            importing: null,
            replacedFor: [],
            attributes: [{ path: "policy", before: policy("a:B"), after: policy("a:C") }],
          },
        ],
        drift: [],
        checks: [],
        statements: [
          { direction: "gained", actions: ["a:C"], ...statement },
          { direction: "lost", actions: ["a:B"], ...statement },
        ],
        workflows: [],
        templates: [],
      },
    ],
  });
});

it("prints as JSON what changes of a workflow itself, and of a machine within a state", () => {
  const definition = (seconds: number): string => {
    const inner = { StartAt: "b", TimeoutSeconds: seconds, States: { b: { Type: "Pass", End: true } } };
    const states = { a: { Type: "Parallel", Branches: [inner], End: true } };
    return JSON.stringify({ StartAt: "a", TimeoutSeconds: seconds, States: states });
  };
  const plan = makePlan({
    changes: [
      { type: "aws_sfn_state_machine", before: { definition: definition(1) }, after: { definition: definition(2) } },
    ],
  });
  const field = { name: "TimeoutSeconds", before: 1, after: 2 };
  expect(writeJson(reviewPlans([plan])).stacks[0]?.workflows[0]?.fields).toEqual([
    { path: [], ...field },
    { path: ["a"], ...field },
  ]);
});
