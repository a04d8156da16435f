import { writeCode } from "./markdown-text";
import { readKind, type Group, GROUPS } from "./resource-kinds";
import { isTold, type Review } from "./review";
import type { ReviewedPlan } from "./reviewed-plan";
import { isDrifted } from "./rules/plan-rules";
import type { Section } from "./section";
import { writeChanges } from "./write-changes";
import { writeFindings } from "./write-findings";
import { writeAddresses, writeMeanings } from "./write-meanings";
import { ACTION_WORDS, countChanges, writeCounts } from "./write-names";
import { writePermissions } from "./write-permissions";
import { writeTemplates } from "./write-templates";
import { writeWorkflows } from "./write-workflows";

/** The first line of every summary: a comment that holds it is the one to update. */
export const MARKER = "<!-- plan-review -->";

/** Names in the line about what is left out. */
const MOST_LEFT_OUT = 10;

/**
 * The summary of a review in Markdown, at most `limit` bytes of it: sections that do not fit are left out, and a line says
 * so.
 */
export function writeSummary(review: Review, limit: number): string {
  const head = [MARKER, writeTitle(review), ...review.plans.flatMap(writeWarnings)].join("\n\n").replace("\n\n", "\n");
  const sections = [
    ...writeFindings(review),
    ...review.plans.flatMap((plan) => writePlan(plan, review.plans.length > 1)),
  ];
  return `${fit(head, sections, limit)}\n`;
}

function writeTitle({ plans, findings }: Review): string {
  const changes = plans.flatMap((plan) => plan.changes.filter(isTold));
  const [worst] = findings;
  const verdict = worst ? `${worst.severity} severity` : "nothing stands out";
  const compared = plans.some(({ source }) => source === "synthesized") ? ", compared without Terraform" : "";
  if (changes.length === 0) return `## Plan review: no changes${worst ? `, ${verdict}` : ""}${compared}`;
  return `## Plan review: ${verdict} (${writeCounts(countChanges(changes))})${compared}`;
}

function writeWarnings({ stack, errored, incomplete }: ReviewedPlan): string[] {
  if (errored)
    return [
      `> [!CAUTION]\n> Terraform stopped with an error while it planned ${writeCode(stack)}: **this is not all that would change.**`,
    ];
  return incomplete ? [`> [!WARNING]\n> Terraform left changes of ${writeCode(stack)} to another run.`] : [];
}

/** The sections of one plan, below a heading of its own where there are several. */
function writePlan(plan: ReviewedPlan, isOneOfSeveral: boolean): Section[] {
  const told = plan.changes.filter(isTold);
  const level = isOneOfSeveral ? "####" : "###";
  const counts = told.length === 0 ? "no changes" : writeCounts(countChanges(told));
  const heading = { name: "a stack", markdown: `### Stack ${writeCode(plan.stack)}: ${counts}` };
  const groups = (Object.keys(GROUPS) as Group[]).flatMap((group) => writeGroup(plan, group, level));
  return [...(isOneOfSeveral ? [heading] : []), ...groups, ...writeDrift(plan, level), ...writeAddresses(plan)];
}

/** What stands below the table of a group, beside the texts of its resources. */
const BELOW: Partial<Record<Group, (plan: ReviewedPlan) => Section[]>> = {
  workflows: writeWorkflows,
  permissions: writePermissions,
};

function writeGroup(plan: ReviewedPlan, group: Group, level: string): Section[] {
  const told = plan.meanings.flatMap(({ parts }) => parts);
  const changes = plan.changes.filter(
    (change) => isTold(change) && readKind(change.type).group === group && !told.includes(change),
  );
  const meanings = group === "routes" ? writeMeanings(plan) : "";
  const table = changes.length > 0 ? writeChanges(changes, plan) : "";
  const own = [meanings, table].filter((part) => part !== "").map((markdown) => ({ name: GROUPS[group], markdown }));
  const sections = [...own, ...writeTemplates(plan, group), ...(BELOW[group]?.(plan) ?? [])];
  return sections.map((section, index) => (index > 0 ? section : addHeading(section, `${level} ${GROUPS[group]}`)));
}

function addHeading(section: Section, heading: string): Section {
  const { brief, markdown } = section;
  return {
    ...section,
    markdown: `${heading}\n\n${markdown}`,
    ...(brief !== undefined && { brief: `${heading}\n\n${brief}` }),
  };
}

/** What happened already is told in other words. */
const DRIFT_WORDS = { ...ACTION_WORDS, destroy: "gone" };

function writeDrift(plan: ReviewedPlan, level: string): Section[] {
  const drift = plan.drift.filter(isDrifted);
  if (drift.length === 0) return [];
  const name = "Changed outside of Terraform";
  return [{ name, markdown: `${level} ${name}\n\n${writeChanges(drift, plan, DRIFT_WORDS)}` }];
}

function fit(head: string, sections: readonly Section[], limit: number): string {
  const whole = [head, ...sections.map(({ markdown }) => markdown)].join("\n\n");
  if (measure(whole) <= limit) return whole;
  const reserve = measure(writeLeftOut(sections, limit));
  const shown: string[] = [head];
  const left: Section[] = [];
  let used = measure(head) + reserve;
  for (const section of sections) {
    const fitting = [section.markdown, section.brief ?? section.markdown].find(
      (markdown) => used + measure(markdown) + 2 <= limit,
    );
    if (fitting !== section.markdown) left.push(section);
    if (fitting === undefined) continue;
    shown.push(fitting);
    used += measure(fitting) + 2;
  }
  return [...shown, writeLeftOut(left, limit)].join("\n\n");
}

function writeLeftOut(left: readonly Section[], limit: number): string {
  const names = [...new Set(left.map(({ name }) => name))];
  const counted = names.map((name) => {
    const count = left.filter((section) => section.name === name).length;
    return count > 1 ? `${name} (${count} times)` : name;
  });
  const listed = counted.slice(0, MOST_LEFT_OUT).join(", ");
  return `**Left out of these ${limit} bytes:** ${listed}. \`--limit 1000000\`, which fits a job's summary, prints all of it.`;
}

function measure(text: string): number {
  return Buffer.byteLength(text);
}
