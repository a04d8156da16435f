import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";
import { listInnerMachines, listStates } from "./inner-machines";
import { reportError } from "./rule";
import type { Scope } from "./rule";

/**
 * Reports variables that an inner machine assigns although a machine around it assigns them too; a distributed Map sees
 * no outer variables and may use their names, and a state's own Catch may use those of the machines within the state.
 *
 * Documented, but for the code and the text, which are *recorded* (radkawar/stackd), as is the Catch (LocalStack's
 * AWS-validated snapshot of test_parallel_catch_error).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function validateVariableScopes(machine: JsonObject, scope: Scope): void {
  validateScope(machine, "", { outer: new Set(), scope });
}

/** The variables that the machines around one assign. */
type Names = Pick<ReadonlySet<string>, "has">;

function validateScope(machine: JsonObject, location: string, context: { outer: Names; scope: Scope }): void {
  const { outer, scope } = context;
  const states = listStates(machine, location);
  const assignments = states.flatMap(([, state, at]) => listAssignments(state, at));
  for (const [name, assignment] of assignments) {
    if (!outer.has(name)) continue;
    const message = `The variable name '${name}' was already defined in a parent scope.`;
    reportError(scope, { code: "DUPLICATE_VARIABLE_NAME", message, location: assignment });
  }
  const counts = count(assignments);
  for (const [, state, at] of states) {
    const caught = count(listEntries(state["Catch"], at));
    const seen: Names = { has: (name) => outer.has(name) || (counts.get(name) ?? 0) > (caught.get(name) ?? 0) };
    for (const [inner, innerLocation] of listInnerMachines(state, at)) {
      validateScope(inner, innerLocation, { outer: isDistributed(inner) ? new Set() : seen, scope });
    }
  }
}

/** How often each variable is assigned. */
function count(assignments: readonly (readonly [string, string])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name] of assignments) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** True for the processor of a distributed Map, which sees no variables from without. */
export function isDistributed(machine: JsonObject): boolean {
  const config = machine["ProcessorConfig"];
  return isJsonObject(config) && config["Mode"] === "DISTRIBUTED";
}

/** The names of the variables that the states of a machine assign, without the machines within them. */
export function listAssignedVariables(machine: JsonObject): readonly string[] {
  return listStates(machine, "").flatMap(([, state, at]) => listAssignments(state, at).map(([name]) => name));
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
