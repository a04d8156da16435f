import type { ComparedLine } from "./compare-lines";
import { shorten, showInvisible, writeCode, writeDetails, writeFence, writeHtmlCode } from "./markdown-text";
import type { TemplateChange } from "./mapping-templates";
import { readKind, type Group, labelResource } from "./resource-kinds";
import type { ReviewedPlan } from "./reviewed-plan";
import type { Section } from "./section";
import { writeHtmlLabel, writeLabel } from "./write-names";

/** Unchanged lines that are shown around a changed one. */
const CONTEXT = 3;
/** Lines that are shown without a click, and at all; characters of a line. */
const SHORT_DIFF = 40;
const MOST_LINES = 300;
const LONGEST_LINE = 500;

const NOUNS: Readonly<Record<string, string>> = {
  request_templates: "request template",
  response_templates: "response template",
  dashboard_body: "body",
};

/** A section for each mapping template, code or document of a group that changes, as a diff that a person can read. */
export function writeTemplates(plan: ReviewedPlan, group: Group): Section[] {
  return plan.templates
    .filter(({ change }) => readKind(change.type).group === group)
    .map((template) => ({
      name: template.attribute.endsWith("_templates") ? "a mapping template" : "a text",
      markdown: writeTemplate(template, plan),
    }));
}

function writeTemplate({ change, attribute, key, lines, opaque }: TemplateChange, plan: ReviewedPlan): string {
  const label = labelResource(change, plan.find);
  const noun = NOUNS[attribute] ?? attribute;
  const title = `**${noun}** ${key === undefined ? "" : `${writeCode(key)} `}of ${writeLabel(label)}`;
  if (opaque !== undefined) return `${title}: ${opaque}`;
  const shown = listHunks(lines);
  const more = shown.length > MOST_LINES ? [` and ${shown.length - MOST_LINES} more lines`] : [];
  const fence = writeFence("diff", [...shown.slice(0, MOST_LINES), ...more]);
  if (shown.length <= SHORT_DIFF && change.action === "update") return `${title}\n\n${fence}`;
  return writeDetails(`${noun} ${key === undefined ? "" : `${writeHtmlCode(key)} `}of ${writeHtmlLabel(label)}`, fence);
}

/** The changed lines with some of those around them; what is left out is a line `@@`. */
export function listHunks(lines: readonly ComparedLine[]): string[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ sign }, index) => {
    if (sign !== " ") near.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  return lines.flatMap(({ sign, text }, index) => {
    if (near[index]) return [shorten(`${sign}${showInvisible(text)}`, LONGEST_LINE)];
    return index === 0 || near[index - 1] ? [`@@ ${countFar(near, index)} unchanged @@`] : [];
  });
}

function countFar(near: Uint8Array, from: number): number {
  const next = near.indexOf(1, from);
  return (next < 0 ? near.length : next) - from;
}
