import { isJsonObject, type Json, type JsonObject } from "../../languages/jsonpath/json";
import { type ComparedMachine, type ComparedState, compareMachines, type FieldChange } from "./compare-definitions";
import type { ResourceChange } from "./plan";
import { isOpaque, isSame, readText, readValue } from "./values";

/** A workflow whose definition is not what it was. */
export interface WorkflowChange {
  readonly change: ResourceChange;
  /** Undefined where a side may not be read, or is no state machine. */
  readonly machine?: ComparedMachine;
  /** Why there is no machine: `(sensitive)`, `(known after apply)`, `not JSON`. */
  readonly opaque?: string;
}

/** A state that is not what it was, and where it stands. */
export interface StateChange {
  /** Names from the outermost state to this one. */
  readonly path: readonly string[];
  readonly mark: Exclude<ComparedState["mark"], "same">;
  readonly type: string;
  readonly fields: readonly FieldChange[];
}

/** The comparison of a workflow's definitions, undefined where the definition stays or the workflow does not. */
export function compareWorkflow(change: ResourceChange): WorkflowChange | undefined {
  if (change.type !== "aws_sfn_state_machine" || change.action === "no-op") return undefined;
  if (change.after === undefined) return undefined;
  const [before, after] = [readValue(change.before, "definition"), readValue(change.after, "definition")];
  if (isSame(before, after)) return undefined;
  const opaque = [after, before].find(isOpaque);
  if (opaque) return { change, opaque: opaque.toJSON() };
  const sides = [readDefinition(before), readDefinition(after)] as const;
  if (sides.includes("not JSON")) return { change, opaque: "not JSON" };
  const machine = compareMachines(asMachine(sides[0]), asMachine(sides[1]));
  return isUnchanged(machine) ? undefined : { change, machine };
}

function readDefinition(definition: Parameters<typeof readText>[0]): JsonObject | "not JSON" | undefined {
  const text = readText(definition);
  if (text === undefined) return undefined;
  try {
    const json = JSON.parse(text) as Json;
    return isJsonObject(json) ? json : "not JSON";
  } catch {
    return "not JSON";
  }
}

function asMachine(side: JsonObject | "not JSON" | undefined): JsonObject | undefined {
  return side === "not JSON" ? undefined : side;
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
export function listStateChanges(machine: ComparedMachine, path: readonly string[] = []): StateChange[] {
  return machine.states.flatMap(({ name, mark, state, fields, inner }) => {
    const own = [...path, name];
    const type = typeof state["Type"] === "string" ? state["Type"] : "";
    const changes = inner.flatMap((one) => listStateChanges(one, own));
    return mark === "same" ? changes : [{ path: own, mark, type, fields }, ...changes];
  });
}
