import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { type ComparedMachine, type ComparedState, compareMachines, type FieldChange } from "./compare-definitions";
import { describeCall, listCatches } from "./describe-task";
import type { ResourceChange } from "./plan";
import { isOpaque, isSame, readText, readValue, type Value } from "./values";

/** A workflow whose definition is not what it was. */
export interface WorkflowChange {
  readonly change: ResourceChange;
  /** Undefined where a side may not be read, or is no state machine. */
  readonly machine?: ComparedMachine;
  /** Why there is no machine: `(sensitive)`, `(known after apply)`, `not JSON`, `nested too deeply`. */
  readonly opaque?: string;
}

/** A state that is not what it was, and where it stands. */
export interface StateChange {
  /** Names from the outermost state to this one. */
  readonly path: readonly string[];
  readonly mark: Exclude<ComparedState["mark"], "same">;
  readonly type: string;
  readonly fields: readonly FieldChange[];
  /** What a Task that is added, or calls something else, calls. */
  readonly calls?: string;
  /** The errors that it catches, or that the states around it do, and where they lead. */
  readonly catches?: readonly string[];
}

/** The comparison of a workflow's definitions, undefined where the definition stays or the workflow does not. */
export function compareWorkflow(change: ResourceChange): WorkflowChange | undefined {
  if (change.type !== "aws_sfn_state_machine" || change.action === "no-op") return undefined;
  if (change.after === undefined) return undefined;
  const [before, after] = [readValue(change.before, "definition"), readValue(change.after, "definition")];
  if (isSame(before, after)) return undefined;
  const opaque = [after, before].find(isOpaque);
  if (opaque) return { change, opaque: opaque.toJSON() };
  const sides = [readDefinition(before), readDefinition(after)];
  const unread = sides.find((side) => typeof side === "string");
  if (unread !== undefined) return { change, opaque: unread };
  const machine = compareMachines(...(sides as [Machine, Machine]));
  return isUnchanged(machine) ? undefined : { change, machine };
}

type Machine = JsonObject | undefined;

/** Brackets within brackets that are looked into. */
const DEEPEST = 500;

/** The machine, or why there is none in the text; undefined where there is no text. */
export function readDefinition(definition: Value | undefined): Machine | "not JSON" | "nested too deeply" {
  const text = readText(definition);
  if (text === undefined) return undefined;
  try {
    const json = JSON.parse(text) as Json;
    if (measureDepth(json) > DEEPEST) return "nested too deeply";
    return isJsonObject(json) ? json : "not JSON";
  } catch {
    return "not JSON";
  }
}

/** How many objects and lists stand within one another, counted one level after the other. */
function measureDepth(json: Json): number {
  let depth = 0;
  for (let level: Json[] = [json]; level.length > 0; depth += 1)
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  return depth;
}

function isUnchanged(machine: ComparedMachine): boolean {
  return listMachineFields(machine).length === 0 && listStateChanges(machine).length === 0;
}

/** The members of the machine itself, and of those within it, that changed, with the states around them. */
export function listMachineFields(
  machine: ComparedMachine,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly field: FieldChange }[] {
  const inner = machine.states.flatMap(({ name, inner }) =>
    inner.flatMap((one) => listMachineFields(one, [...path, name])),
  );
  return [...machine.fields.map((field) => ({ path, field })), ...inner];
}

/** The states that changed, each before those within it. */
export function listStateChanges(machine: ComparedMachine): StateChange[] {
  return listWithin(machine, [], []);
}

function listWithin(machine: ComparedMachine, path: readonly string[], around: readonly string[]): StateChange[] {
  return machine.states.flatMap((compared) => {
    const own = [...path, compared.name];
    const catches = [...listCatches(compared.state), ...around];
    const changes = compared.inner.flatMap((one) => listWithin(one, own, catches));
    const { mark, state, fields } = compared;
    if (mark === "same") return changes;
    const type = typeof state["Type"] === "string" ? state["Type"] : "";
    return [{ path: own, mark, type, fields, ...describeTask(compared, catches) }, ...changes];
  });
}

function describeTask({ mark, state, fields }: ComparedState, catches: readonly string[]): Partial<StateChange> {
  const isNew = mark === "added" || (mark === "changed" && fields.some(({ name }) => name === "Resource"));
  const calls = isNew ? describeCall(state) : undefined;
  return calls === undefined ? {} : { calls, catches };
}
