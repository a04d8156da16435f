import { isJsonObject } from "../../jsonpath/json";
import type { Json, JsonObject } from "../../jsonpath/json";
import { listInnerMachines, listStates } from "./inner-machines";
import { reportSchemaError } from "./rule";
import type { Scope } from "./rule";

/**
 * Reports variables that an inner machine assigns although a machine around it assigns them too; a distributed Map sees
 * no outer variables and may use their names.
 *
 * Documented, but for the text, which is *assumed*.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function validateVariableScopes(machine: JsonObject, scope: Scope): void {
  validateScope(machine, "", { outer: new Set(), scope });
}

function validateScope(
  machine: JsonObject,
  location: string,
  context: { outer: ReadonlySet<string>; scope: Scope },
): void {
  const { outer, scope } = context;
  const states = listStates(machine, location);
  const visible = new Set(outer);
  for (const [, state, at] of states) {
    for (const [name, assignment] of listAssignments(state, at)) {
      visible.add(name);
      if (!outer.has(name)) continue;
      reportSchemaError(scope, `Variable '${name}' is already assigned in an outer scope`, assignment);
    }
  }
  for (const [, state, at] of states) {
    for (const [inner, innerLocation] of listInnerMachines(state, at)) {
      validateScope(inner, innerLocation, { outer: isDistributed(inner) ? new Set() : visible, scope });
    }
  }
}

function isDistributed(machine: JsonObject): boolean {
  const config = machine["ProcessorConfig"];
  return isJsonObject(config) && config["Mode"] === "DISTRIBUTED";
}

/** The variables that a state, its catchers and its choice rules assign, with the location of each. */
function listAssignments(state: JsonObject, location: string): [string, string][] {
  return [
    ...readAssign(state, location),
    ...listEntries(state["Choices"], `${location}/Choices`),
    ...listEntries(state["Catch"], `${location}/Catch`),
  ];
}

function listEntries(entries: Json | undefined, location: string): [string, string][] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry, index) => (isJsonObject(entry) ? readAssign(entry, `${location}[${index}]`) : []));
}

function readAssign(object: JsonObject, location: string): [string, string][] {
  const assign = object["Assign"];
  if (!isJsonObject(assign)) return [];
  return Object.keys(assign).map((name) => [name.replace(/\.\$$/, ""), `${location}/Assign/${name}`]);
}
