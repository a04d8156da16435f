import { createHash } from "node:crypto";
import { printLabel } from "./resource-kinds";
import type { Finding, Review } from "./review";
import { RULES } from "./rules";
import type { Rule, Severity } from "./rules/rule";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  high: "error",
  medium: "warning",
  low: "note",
};

/**
 * The findings as SARIF 2.1.0, for GitHub's code scanning and others. A plan has no lines: the location is the
 * synthesized stack, its logical one the resource's address.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html documented
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning documented
 */
export function writeSarif({ findings }: Review) {
  const ids = Object.keys(RULES);
  const rules = Object.entries(RULES).map(describeRule);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0" as const,
    runs: [
      {
        tool: { driver: { name: "plan-review", rules } },
        results: findings.map((finding) => writeResult(finding, ids.indexOf(finding.rule))),
      },
    ],
  };
}

function describeRule([id, { severity, title, reason }]: [string, Rule]) {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${reason}.` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function writeResult(finding: Finding, ruleIndex: number) {
  const { rule, severity, stack, address } = finding;
  const logical = address === undefined ? [] : [{ fullyQualifiedName: address, kind: "resource" }];
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: describeFinding(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `cdktf.out/stacks/${encodeURIComponent(stack)}/cdk.tf.json` },
          region: { startLine: 1 },
        },
        logicalLocations: logical,
      },
    ],
    partialFingerprints: { "planReview/v1": identify(finding) },
  };
}

/** `route order: routes.order: 5 -> 500. One client may use up …` */
export function describeFinding({ title, reason, label, before, after }: Finding): string {
  const sides = [before, after].filter((side) => side !== undefined).join(" \u2192 ");
  return `${title}: ${printLabel(label)}${sides === "" ? "" : ` (${sides})`}. ${reason}.`;
}

/** The same for the same finding in every run, so that a report which is known is not told as new. */
function identify({ rule, stack, address, label, before, after }: Finding): string {
  const [attribute = ""] = (before ?? after ?? "").split(":");
  return createHash("sha256")
    .update(JSON.stringify([rule, stack, address ?? null, printLabel(label), attribute]))
    .digest("hex");
}
