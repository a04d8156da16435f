import { type Json, readOwn } from "@sfn-websocket/languages/json";
import { sortMembers } from "./compare-definitions";
import { type ComparedLine, compareLines } from "./compare-lines";
import type { ResourceChange } from "./plan";
import { isOpaque, isSame, isValueObject, readValue, type Value } from "./values";

/** A mapping template, or another text of many lines, that is not what it was: its lines, or why they cannot be compared. */
export interface TemplateChange {
  readonly change: ResourceChange;
  /** `request_templates` or `response_templates`, else one of `TEXTS` */
  readonly attribute: string;
  /** What selects it: `$default`; undefined where all are meant, or there is one alone. */
  readonly key?: string;
  /** Unchanged lines stand between, see `compareLines`. */
  readonly lines: readonly ComparedLine[];
  /** `(sensitive)` or `(known after apply)`, where a side may not be read. */
  readonly opaque?: string;
}

const ATTRIBUTES = ["request_templates", "response_templates"];

/** The other texts that are read line by line, by type: code, and JSON, whose form the provider does not keep. */
const TEXTS: Readonly<Record<string, { readonly attribute: string; readonly isJson: boolean }>> = {
  aws_apigatewayv2_model: { attribute: "schema", isJson: true },
  aws_cloudfront_function: { attribute: "code", isJson: false },
  aws_cloudwatch_dashboard: { attribute: "dashboard_body", isJson: true },
};

/** Lines longer than this are broken before their directives. */
const LONGEST_LINE = 100;
/** Begins the rest of a line that was broken to be read. */
const CONTINUED = "\u21b3 ";

/** The texts that one resource gains, loses or changes; those of one that is destroyed go with it. */
export function listTemplateChanges(change: ResourceChange): TemplateChange[] {
  if (change.action === "no-op" || change.after === undefined) return [];
  const text = readOwn(TEXTS, change.type);
  const texts = text ? compareTexts(change, text) : [];
  const templates = ATTRIBUTES.flatMap((attribute) => {
    const [before, after] = [readValue(change.before, attribute), readValue(change.after, attribute)];
    if (isOpaque(before) || isOpaque(after)) return compareTemplates({ change, attribute }, before, after);
    return listKeys(before, after).flatMap((key) =>
      compareTemplates({ change, attribute, key }, readValue(before, key), readValue(after, key)),
    );
  });
  return [...texts, ...templates];
}

function compareTexts(
  change: ResourceChange,
  { attribute, isJson }: NonNullable<(typeof TEXTS)[string]>,
): TemplateChange[] {
  const [before, after] = [change.before, change.after].map((side) => {
    const value = readValue(side, attribute);
    return isJson && typeof value === "string" ? formatJson(value) : value;
  });
  return compareTemplates({ change, attribute }, before, after);
}

/** One member a line, in one order. */
function formatJson(text: string): string {
  try {
    return `${JSON.stringify(sortMembers(JSON.parse(text) as Json), null, 2)}\n`;
  } catch {
    return text;
  }
}

function listKeys(...sides: readonly (Value | undefined)[]): string[] {
  return [...new Set(sides.flatMap((side) => (isValueObject(side) ? Object.keys(side) : [])))];
}

function compareTemplates(
  where: Pick<TemplateChange, "change" | "attribute" | "key">,
  before: Value | undefined,
  after: Value | undefined,
): TemplateChange[] {
  if (isSame(before, after)) return [];
  const opaque = [after, before].find(isOpaque);
  if (opaque) return [{ ...where, lines: [], opaque: opaque.toJSON() }];
  const [old, current] = [splitLines(before), splitLines(after)];
  // The line end of the last line is no line of its own, unless one side alone has it.
  const alike = [old, current].every((lines) => lines.length === 0 || lines.at(-1) === "");
  const lines = alike ? compareLines(old.slice(0, -1), current.slice(0, -1)) : compareLines(old, current);
  return [{ ...where, lines }];
}

function splitLines(value: Value | undefined): string[] {
  return typeof value === "string" && value !== "" ? value.split("\n").flatMap(breakLine) : [];
}

/** A template without line ends of its own is read directive by directive. */
function breakLine(line: string): string[] {
  if (line.length <= LONGEST_LINE) return [line];
  const parts = line.split(/(?=#(?:set|if|elseif|foreach)\s*\(|#(?:else|end)\b)/);
  return parts.map((part, index) => (index === 0 ? part : `${CONTINUED}${part}`));
}
