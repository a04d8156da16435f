import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reviewPlans } from "../../plan-review/review";
import { RULES } from "../../plan-review/rules";
import { printLabel } from "../../plan-review/resource-kinds";
import { makePlan, type ShortPlan } from "./make-plan";

/** A case: what a rule finds in a plan, named as people know it. */
interface RuleCase extends ShortPlan {
  readonly rule: string;
  readonly name: string;
  readonly found: readonly string[];
}

const cases = readFileSync(join(__dirname, "rules.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as RuleCase);

it.each(cases)("$rule: $name", ({ rule, found, ...plan }) => {
  const { findings } = reviewPlans([makePlan(plan)]);
  const labels = findings.filter((finding) => finding.rule === rule).map(({ label }) => printLabel(label));
  expect(labels.sort()).toEqual([...found].sort());
});

it.each(Object.keys(RULES))("has a case that triggers %s, and one that does not", (rule) => {
  const own = cases.filter((one) => one.rule === rule);
  expect(own.some(({ found }) => found.length > 0)).toBe(true);
  expect(own.some(({ found }) => found.length === 0)).toBe(true);
});

it("tells the gravest first, with what was and is", () => {
  const log = (days: number) => ({ name: "l", retention_in_days: days });
  const { findings } = reviewPlans([
    makePlan({
      changes: [
        { type: "aws_cloudwatch_dashboard", before: { dashboard_name: "d" } },
        { type: "aws_cloudwatch_log_group", before: log(30), after: log(1) },
        { type: "aws_apigatewayv2_api", before: { name: "chat" } },
      ],
    }),
  ]);
  expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    "high api-destroyed",
    "medium retention-shortened",
    "low alarm-removed",
  ]);
  expect(findings[1]).toMatchObject({
    address: "aws_cloudwatch_log_group.it",
    before: "retention_in_days: 30",
    after: "retention_in_days: 1",
  });
});
