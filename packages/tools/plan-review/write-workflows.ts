import type { ComparedMachine, FieldChange, StateMark } from "./compare-definitions";
import { drawWorkflow } from "./draw-workflow";
import { listLeaves } from "./list-leaves";
import { cut, writeCode, writeDetails, writeFence, writePair } from "./markdown-text";
import { labelResource } from "./resource-kinds";
import type { ReviewedPlan } from "./reviewed-plan";
import type { Section } from "./section";
import { listMachineFields, listStateChanges, type StateChange, type WorkflowChange } from "./workflow-changes";
import { writeHtmlLabel, writeLabel } from "./write-names";

/** States that are shown without a click, and at all; characters of a field's value. */
const SHORT_LIST = 15;
const MOST_STATES = 200;
const LONGEST_VALUE = 80;
/** Members of one field that are told apart. */
const MOST_LEAVES = 6;

/** A section for each workflow whose definition changes: its graph, and what became of its states. */
export function writeWorkflows(plan: ReviewedPlan): Section[] {
  return plan.workflows.map((workflow) => ({ name: "a workflow", markdown: writeWorkflow(workflow, plan) }));
}

function writeWorkflow({ change, machine, opaque }: WorkflowChange, plan: ReviewedPlan): string {
  const label = labelResource(change, plan.find);
  if (!machine) return `**definition** of ${writeLabel(label)}: ${opaque ?? ""}`;
  const states = listStateChanges(machine);
  const counts = (["added", "changed", "removed"] as const)
    .map((mark) => `${countStates(states, mark)} ${mark}`)
    .join(", ");
  const graph = drawWorkflow(machine);
  const drawn = graph === undefined ? "Too large to be drawn." : writeFence("mermaid", graph.split("\n"));
  const body = [drawn, writeStates(machine, states)].filter((part) => part !== "").join("\n\n");
  const isShort = states.length <= SHORT_LIST && change.action === "update";
  return isShort
    ? `**definition** of ${writeLabel(label)}, states: ${counts}\n\n${body}`
    : writeDetails(`definition of ${writeHtmlLabel(label)}, states: ${counts}`, body);
}

function countStates(states: readonly StateChange[], mark: StateMark): number {
  return states.filter((state) => state.mark === mark).length;
}

function writeStates(machine: ComparedMachine, states: readonly StateChange[]): string {
  const fields = listMachineFields(machine).map(({ path, field }) => {
    const where = path.length === 0 ? "the workflow itself" : `within ${writePath(path)}`;
    return `changed ${where}: ${writeField(field)}`;
  });
  return [...fields, ...cut(states, MOST_STATES, writeState)].map((line) => `- ${line}`).join("\n");
}

function writeState({ path, mark, type, fields, calls, catches = [] }: StateChange): string {
  const caught =
    catches.length > 0
      ? `errors go: ${catches.map((one) => writeCode(one)).join(", ")}`
      : "**nothing catches its errors**";
  const task = calls === undefined ? [] : [`calls ${writeCode(calls)}`, caught];
  const what = [...task, ...fields.map(writeField)].join("; ");
  return `${mark} ${writePath(path)}${type === "" ? "" : ` (${writeCode(type)})`}${what === "" ? "" : `: ${what}`}`;
}

function writePath(path: readonly string[]): string {
  return path.map((name) => writeCode(name)).join(" \u203a ");
}

/** The members of a field that are not what they were, or its name alone where there are many. */
function writeField(field: FieldChange): string {
  const leaves = listLeaves(field);
  if (leaves.length > MOST_LEAVES) return `${writeCode(field.name)} in ${leaves.length} places`;
  return leaves.map(writeLeaf).join("; ");
}

function writeLeaf({ name, before, after }: FieldChange): string {
  const [old, current] = [before, after].map((side) => (side === undefined ? "not set" : JSON.stringify(side)));
  return `${writeCode(name)} ${writePair(old ?? "", current ?? "", LONGEST_VALUE)}`;
}
