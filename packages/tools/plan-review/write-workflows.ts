import type { ComparedMachine, FieldChange, StateMark } from "./compare-definitions";
import { drawWorkflow } from "./draw-workflow";
import { writeCode, writeDetails, writeFence } from "./markdown-text";
import { labelResource } from "./resource-kinds";
import type { ReviewedPlan } from "./review";
import type { Section } from "./section";
import { listMachineFields, listStateChanges, type StateChange, type WorkflowChange } from "./workflow-changes";
import { writeHtmlLabel, writeLabel } from "./write-names";

/** States that are shown without a click, and at all; characters of a field's value. */
const SHORT_LIST = 15;
const MOST_STATES = 200;
const LONGEST_VALUE = 80;

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
    return `- changed ${where}: ${writeField(field)}`;
  });
  const lines = states.slice(0, MOST_STATES).map((state) => `- ${writeState(state)}`);
  const more = states.length > MOST_STATES ? [`- and ${states.length - MOST_STATES} more`] : [];
  return [...fields, ...lines, ...more].join("\n");
}

function writeState({ path, mark, type, fields }: StateChange): string {
  const what = fields.map(writeField).join("; ");
  return `${mark} ${writePath(path)}${type === "" ? "" : ` (${writeCode(type)})`}${what === "" ? "" : `: ${what}`}`;
}

function writePath(path: readonly string[]): string {
  return path.map((name) => writeCode(name)).join(" \u203a ");
}

/** The name of a field, and its values where both are short. */
function writeField({ name, before, after }: FieldChange): string {
  const [old, current] = [before, after].map((side) => (side === undefined ? "not set" : JSON.stringify(side)));
  if (old === undefined || current === undefined) return writeCode(name);
  if (old.length > LONGEST_VALUE || current.length > LONGEST_VALUE) return writeCode(name);
  return `${writeCode(name)} ${writeCode(old)} \u2192 ${writeCode(current)}`;
}
