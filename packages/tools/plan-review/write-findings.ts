import { cut, writeCode, writePair, writeProse } from "./markdown-text";
import type { Finding, Review } from "./review";
import type { Section } from "./section";
import { writeLabel } from "./write-names";

/** Resources that are named of one rule. */
const MOST_NAMED = 20;

/** What the rules say, the worst first: a point a rule, and below it the resources. */
export function writeFindings({ findings, plans }: Review): Section[] {
  if (findings.length === 0) return [];
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const ofRules = rules.map((rule) => findings.filter((finding) => finding.rule === rule));
  const points = ofRules.map((ofRule) => writeRule(ofRule, plans.length > 1));
  const write = (lines: readonly string[]) => ["### Findings", "", ...lines].join("\n");
  return [{ name: "Findings", markdown: write(points), brief: write(ofRules.map(writeBrief)) }];
}

function writeRule(findings: readonly Finding[], namesStack: boolean): string {
  const [first] = findings;
  if (!first) return "";
  const named = cut(findings, MOST_NAMED, (finding) => writeFinding(finding, namesStack));
  const title = `- **${first.severity}: ${writeProse(first.title)}.** ${writeProse(first.reason)}.`;
  return [title, ...named.map((line) => `  - ${line}`)].join("\n");
}

function writeBrief(findings: readonly Finding[]): string {
  const [first] = findings;
  return first ? `- **${first.severity}: ${writeProse(first.title)}.** ${findings.length} times` : "";
}

function writeFinding({ label, stack, before, after }: Finding, namesStack: boolean): string {
  const alone = before ?? after;
  const sides =
    before !== undefined && after !== undefined
      ? writePair(before, after)
      : alone === undefined
        ? ""
        : writeCode(alone);
  return `${namesStack ? `${writeCode(stack)}: ` : ""}${writeLabel(label)}${sides === "" ? "" : `: ${sides}`}`;
}
