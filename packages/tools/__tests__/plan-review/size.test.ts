import { indexResources } from "../../plan-review/find-resources";
import { labelResource, printLabel } from "../../plan-review/resource-kinds";
import { reviewPlans } from "../../plan-review/review";
import { MARKER, writeSummary } from "../../plan-review/write-summary";
import { makePlan, type ShortChange } from "./make-plan";
import { stripCode } from "./strip-code";

const template = (index: number, text: string): ShortChange => ({
  type: "aws_apigatewayv2_integration_response",
  name: `r${index}`,
  before: { integration_response_key: `/${index}/`, response_templates: { $default: `${text}\n1` } },
  after: { integration_response_key: `/${index}/`, response_templates: { $default: `${text}\n2` } },
});
const alarm: ShortChange = { type: "aws_cloudwatch_metric_alarm", before: { alarm_name: "a" } };

function summarize(changes: readonly ShortChange[], limit: number): string {
  return writeSummary(reviewPlans([makePlan({ changes })]), limit);
}

it("leaves out what does not fit, between sections, and says what and where it is", () => {
  const changes = [...Array.from({ length: 40 }, (_, index) => template(index, "é".repeat(400))), alarm];
  const whole = summarize(changes, 1_000_000);
  const cut = summarize(changes, 20_000);
  expect(Buffer.byteLength(whole)).toBeGreaterThan(30_000);
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(20_000);
  expect(Buffer.byteLength(cut)).toBeGreaterThan(18_000);
  expect(cut.startsWith(`${MARKER}\n## Plan review: low severity`)).toBe(true);
  const [last = "", ...sections] = cut.trimEnd().split("\n\n").reverse();
  expect(last).toMatch(
    /^\*\*Left out of these 20000 bytes:\*\* a mapping template \(\d+ times\), Addresses\. `--limit 1000000`, which fits a job's summary, prints all of it\.$/,
  );
  for (const section of sections) expect(whole).toContain(section);
  expect(cut).toContain("### Logs and monitoring");
});

it("prints the whole where it fits", () => {
  expect(summarize([alarm], 1_000)).not.toContain("Left out");
});

it("stays below the limit whatever the changes", () => {
  const many = Array.from({ length: 3_000 }, (_, index): ShortChange => ({ ...alarm, name: `a${index}` }));
  const long = template(0, Array.from({ length: 3_000 }, (_, index) => `\`${"x".repeat(900)}${index}`).join("\n"));
  for (const changes of [many, [long], [...many, long]])
    for (const limit of [1_000, 60_000])
      expect(Buffer.byteLength(summarize(changes, limit))).toBeLessThanOrEqual(limit);
});

it("shows the first rows of a table, the first lines of a diff and the first resources of a finding, and counts the rest", () => {
  const many = Array.from({ length: 250 }, (_, index): ShortChange => ({ ...alarm, name: `a${index}` }));
  const text = (sign: string) => Array.from({ length: 400 }, (_, index) => `${sign}${index}`).join("\n");
  const before = { response_templates: { $default: text("a") } };
  const after = { response_templates: { $default: text("b") } };
  const summary = summarize([...many, { type: "aws_apigatewayv2_integration_response", before, after }], 1_000_000);
  expect(summary).toContain("  - and 230 more");
  expect(summary).toContain("\n\nand 50 more");
  expect(summary).toContain("\n and 500 more lines\n");
  expect(stripCode(summary)).toContain("<details><summary>250 changes</summary>");
});

it("says so where a workflow is too large to be drawn", () => {
  const states = (seconds: number) =>
    Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`s${index}`, { Type: "Wait", Seconds: seconds, End: true }]),
    );
  const machine = (seconds: number) => ({
    name: "w",
    definition: JSON.stringify({ StartAt: "s0", States: states(seconds) }),
  });
  const summary = summarize([{ type: "aws_sfn_state_machine", before: machine(1), after: machine(2) }], 1_000_000);
  expect(summary).toContain("Too large to be drawn.");
  expect(summary).toContain("- and 300 more");
});

it("names the rules and how often each found something where the findings themselves do not fit", () => {
  const name = (index: number) => `${index}${"x".repeat(140)}`;
  const many = Array.from({ length: 12 }, (_, index): ShortChange => {
    return { ...alarm, name: `a${index}`, before: { alarm_name: name(index) } };
  });
  const cut = summarize(many, 1_000);
  expect(cut.split("\n")).toContain(
    "- **low: An alarm or a dashboard is removed, or tells nobody any more.** 12 times",
  );
  expect(cut).toContain("**Left out of these 1000 bytes:** Findings, Logs and monitoring, Addresses.");
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1_000);
});

it("looks into no definition that is nested deeper than it can be read", () => {
  const definition = `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  const machine = { type: "aws_sfn_state_machine", before: { name: "w", definition: "{}" } };
  expect(summarize([{ ...machine, after: { name: "w", definition } }], 60_000)).toContain(
    "**definition** of workflow `w`: nested too deeply",
  );
});

it("looks once through the routes for those of all integrations", () => {
  const changes = Array.from({ length: 100 }, (_, index): ShortChange[] => [
    {
      type: "aws_apigatewayv2_route",
      name: `r${index}`,
      before: { route_key: `r${index}`, target: `integrations/i${index}` },
    },
    { type: "aws_apigatewayv2_integration", name: `i${index}`, before: { id: `i${index}` } },
  ]).flat();
  const index = indexResources(makePlan({ changes }));
  const referred = jest.fn(index.referred);
  const find = { ...index, referred };
  const labels = find.ofType("aws_apigatewayv2_integration").map((change) => printLabel(labelResource(change, find)));
  expect(labels[99]).toBe("integration of route r99");
  expect(referred).toHaveBeenCalledTimes(200);
});
