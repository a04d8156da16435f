import { escapeXml } from "../escape-xml";
import { writeInvisible } from "./markdown-text";
import { printLabel } from "./resource-kinds";
import type { Finding, Review } from "./review";
import { RULES } from "./rules";
import { describeFinding } from "./write-sarif";

/**
 * The review as a JUnit report: a test suite for each stack, a test case for each rule, which fails where the rule found
 * something.
 *
 * @see https://github.com/testmoapp/junitxml documented: the members that most readers know
 */
export function writeJunit({ plans, findings }: Review): string {
  const suites = plans.map(({ stack }) => writeSuite(stack, findings));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="plan review">', ...suites, "</testsuites>"]
    .join("\n")
    .concat("\n");
}

function writeSuite(stack: string, findings: readonly Finding[]): string {
  const cases = Object.entries(RULES).map(([rule, { title }]) => {
    const own = findings.filter((finding) => finding.rule === rule && finding.stack === stack);
    return { failed: own.length > 0, xml: writeCase(`${rule}: ${title}`, stack, own) };
  });
  const failures = cases.filter(({ failed }) => failed).length;
  const head = `  <testsuite name="${escape(stack)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`;
  return [head, ...cases.map(({ xml }) => xml), "  </testsuite>"].join("\n");
}

function writeCase(name: string, stack: string, findings: readonly Finding[]): string {
  const head = `    <testcase name="${escape(name)}" classname="${escape(stack)}"`;
  const [first] = findings;
  if (!first) return `${head}/>`;
  const message = `${first.severity}: ${findings.map(({ label }) => printLabel(label)).join(", ")}`;
  const text = findings.map(describeFinding).join("\n");
  return `${head}>\n      <failure type="${first.severity}" message="${escape(message)}">${escape(text)}</failure>\n    </testcase>`;
}

/** Text as XML 1.0 can hold it: characters that it has no way to write are shown as `\u{1b}`. */
function escape(text: string): string {
  return escapeXml(text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, writeInvisible));
}
