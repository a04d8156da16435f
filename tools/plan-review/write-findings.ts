import { writeCode, writePair, writeProse } from "./markdown-text";
import type { Finding, Review } from "./review";
import type { Section } from "./section";
import { writeLabel } from "./write-names";

/** Resources that are named of one rule. */
const MOST_NAMED = 20;

/** What the rules say, the worst first: a point a rule, and below it the resources. */
export function writeFindings({ findings, plans }: Review): Section[] {
  if (findings.length === 0) return [];
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const points = rules.map((rule) =>
    writeRule(
      findings.filter((finding) => finding.rule === rule),
      plans.length > 1,
    ),
  );
  return [{ name: "Findings", markdown: ["### Findings", "", ...points].join("\n") }];
}

function writeRule(findings: readonly Finding[], namesStack: boolean): string {
  const [first] = findings;
  if (!first) return "";
  const named = findings.slice(0, MOST_NAMED).map((finding) => `  - ${writeFinding(finding, namesStack)}`);
  const more = findings.length > MOST_NAMED ? [`  - and ${findings.length - MOST_NAMED} more`] : [];
  const title = `- **${first.severity}: ${writeProse(first.title)}.** ${writeProse(first.reason)}.`;
  return [title, ...named, ...more].join("\n");
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
