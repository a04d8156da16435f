import { readOwn } from "@sfn-websocket/languages/json";
import { describeRouting } from "./alias-routing";
import { type Difference, isTelling, listDifferences } from "./list-differences";
import { cut, writeCode, writeDetails, writePair, writeTable } from "./markdown-text";
import type { ResourceChange } from "./plan";
import { labelResource, printLabel } from "./resource-kinds";
import type { ReviewedPlan } from "./reviewed-plan";
import { printValue } from "./values";
import { ACTION_WORDS, tellAction, type ToldAction, writeLabel } from "./write-names";

/** Rows of a table that is shown without a click. */
const SHORT_TABLE = 15;
/** Rows of a table, attributes of a row and characters of a value that are shown at most. */
const MOST_ROWS = 200;
const MOST_ATTRIBUTES = 8;
const LONGEST_VALUE = 60;

/** Attributes that have a section of their own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  assume_role_policy: "trust policy",
  code: "code",
  dashboard_body: "body",
  definition: "definition",
  policy: "statements",
  policy_document: "statements",
  request_templates: "request template",
  response_templates: "response template",
  schema: "schema",
};

/** Terraform's words for why, in plain ones; what `replace_paths` says better is left out. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "its creation failed before",
  replace_by_request: "asked for with -replace",
  replace_by_triggers: "what it depends on is replaced",
  delete_because_no_module: "its module is gone",
  delete_because_wrong_repetition: "the number of instances changes",
  delete_because_count_index: "the number of instances changes",
  delete_because_each_key: "its instance is gone",
};

const ORDER = Object.keys(ACTION_WORDS) as readonly ToldAction[];

/** The table of some changes of a plan, the gravest first, each told in one of `words`. */
export function writeChanges(
  changes: readonly ResourceChange[],
  plan: ReviewedPlan,
  words: Readonly<Record<ToldAction, string>> = ACTION_WORDS,
): string {
  const rows = changes
    .flatMap((change) => {
      const action = tellAction(change);
      return action ? [{ action, change, label: labelResource(change, plan.find) }] : [];
    })
    .sort(
      (a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || compare(printLabel(a.label), printLabel(b.label)),
    );
  const shown = rows
    .slice(0, MOST_ROWS)
    .map(({ action, change, label }) => [
      action === "replace" ? `**${words[action]}**` : words[action],
      writeLabel(label),
      writeWhat(change, plan),
    ]);
  const more = rows.length > MOST_ROWS ? `\n\nand ${rows.length - MOST_ROWS} more` : "";
  const table = `${writeTable(["", "resource", "what changes"], shown)}${more}`;
  return rows.length > SHORT_TABLE ? writeDetails(`${rows.length} changes`, table) : table;
}

/** The same order on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What changes of a resource, in a table's cell. */
function writeWhat(change: ResourceChange, plan: ReviewedPlan): string {
  const { previousAddress, importing, deposed, reason, action } = change;
  const why = readOwn(REASONS, reason ?? "");
  const notes = [
    ...(deposed ? ["left by an earlier replacement"] : []),
    ...(previousAddress === undefined ? [] : [`moved from ${writeCode(previousAddress)}`]),
    ...(importing === undefined ? [] : [`imported: ${writeCode(importing)}`]),
    ...(why === undefined ? [] : [why]),
  ];
  const both = action === "update" || action === "replace";
  return [...notes, ...(both ? writeDifferences(change, plan) : [])].join("<br>");
}

/** What differs; of a resource that is replaced, first what it is replaced for. */
function writeDifferences(change: ResourceChange, plan: ReviewedPlan): string[] {
  const { before, after, action, replacePaths } = change;
  const forces = ({ path }: Difference) =>
    replacePaths.includes(path) || replacePaths.includes(path.split(/[.[]/)[0] ?? "");
  const told = listDifferences(before, after).filter(
    (difference) => isTelling(difference, change) || forces(difference),
  );
  const sorted = action === "replace" ? [...told.filter(forces), ...told.filter((one) => !forces(one))] : told;
  const write = (one: Difference) =>
    writeKnown(one, change) ??
    `${writeDifference(one, () => hasSection(change, plan))}${forces(one) ? " (forces it)" : ""}`;
  return cut([...new Set(sorted.map(write))], MOST_ATTRIBUTES, (written) => written);
}

/** What people have words for: an alias's weights, and the trigger of a deployment, which is a hash. */
function writeKnown({ path }: Difference, change: ResourceChange): string | undefined {
  if (change.type === "aws_apigatewayv2_deployment" && path.startsWith("triggers"))
    return "a new deployment of what changed";
  const routing = path.startsWith("routing_configuration") ? describeRouting(change) : undefined;
  return routing && `${writeCode(routing.before)} \u2192 ${writeCode(routing.after)}`;
}

/** Whether something is told of a resource below: not of what drifted, nor where only a text's form changes. */
function hasSection(change: ResourceChange, { templates, workflows, permissions }: ReviewedPlan): boolean {
  return (
    [...templates, ...workflows].some((one) => one.change === change) ||
    permissions.some(({ statements, opaque }) =>
      [...statements.map(({ policy }) => policy), ...opaque].some((policy) => policy.change === change),
    )
  );
}

function writeDifference({ path, before, after }: Difference, isToldBelow: () => boolean): string {
  const [attribute = ""] = path.split(/[.[]/);
  const section = readOwn(ELSEWHERE, attribute);
  if (section !== undefined && isToldBelow()) return `${section}, see below`;
  return `${writeCode(path)}: ${writePair(printValue(before), printValue(after), LONGEST_VALUE)}`;
}
