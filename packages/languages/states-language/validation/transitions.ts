import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";
import { listInnerMachines, listStates } from "./inner-machines";
import { reportError } from "./rule";
import type { Scope } from "./rule";

interface Target {
  readonly name: string;
  readonly location: string;
}

/**
 * Reports transitions to states that do not exist, a machine without a terminal state, and states that no transition
 * reaches, inner machines included; of a machine without StartAt or States only those.
 *
 * *Recorded*: texts, locations and their order; that a missing terminal state is reported for the outermost machine
 * alone and instead of unreachable states (floci-io/floci, measured on us-east-1); that wrong fields do not hide this, and
 * that a state without a type is no terminal one (gabrielmoreira/tiny-asl-machine).
 */
export function validateTransitions(machine: JsonObject, location: string, scope: Scope): void {
  const states = new Map(listStates(machine, location).map(([name, state, at]) => [name, { state, at }]));
  if (typeof machine["StartAt"] === "string" && isJsonObject(machine["States"])) {
    validateOwnTransitions(machine["StartAt"], states, { location, scope });
  }
  for (const { state, at } of states.values()) {
    for (const [inner, innerLocation] of listInnerMachines(state, at)) validateTransitions(inner, innerLocation, scope);
  }
}

/** A state, and where it stands. */
interface Placed {
  readonly state: JsonObject;
  readonly at: string;
}

function validateOwnTransitions(
  startAt: string,
  states: ReadonlyMap<string, Placed>,
  { location, scope }: { readonly location: string; readonly scope: Scope },
): void {
  const targets = new Map([...states].map(([name, { state, at }]) => [name, listTargets(state, at)]));
  const start: Target = { name: startAt, location: `${location}/StartAt` };
  for (const target of [start, ...[...targets.values()].flat()]) {
    if (!states.has(target.name)) reportMissingTarget(scope, `Missing 'Next' target: ${target.name}`, target.location);
  }
  if (location === "" && ![...states.values()].some(({ state }) => isTerminal(state))) {
    reportError(scope, { code: "MISSING_END_STATE", message: "Workflow has no terminal state" });
  } else {
    const reached = reachFrom(start.name, targets);
    for (const [name, { at }] of states) {
      if (!reached.has(name)) reportMissingTarget(scope, `State "${name}" is not reachable.`, at);
    }
  }
}

function reportMissingTarget(scope: Scope, message: string, location: string): void {
  reportError(scope, { code: "MISSING_TRANSITION_TARGET", message, location });
}

function isTerminal(state: JsonObject): boolean {
  if (!Object.hasOwn(state, "Type")) return false;
  return state["End"] === true || state["Type"] === "Succeed" || state["Type"] === "Fail";
}

/** The names of the states that transitions lead to from `start`, itself included. */
function reachFrom(start: string, targets: ReadonlyMap<string, readonly Target[]>): Set<string> {
  const reached = new Set([start]);
  for (const name of reached) for (const target of targets.get(name) ?? []) reached.add(target.name);
  return reached;
}

function listTargets(state: JsonObject, location: string): Target[] {
  return [
    ...readTarget(state, "Next", location),
    ...listEntries(state["Choices"], `${location}/Choices`),
    ...readTarget(state, "Default", location),
    ...listEntries(state["Catch"], `${location}/Catch`),
  ];
}

function listEntries(entries: Json | undefined, location: string): Target[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry, index) =>
    isJsonObject(entry) ? readTarget(entry, "Next", `${location}[${index}]`) : [],
  );
}

function readTarget(object: JsonObject, field: string, location: string): Target[] {
  const name = object[field];
  return typeof name === "string" ? [{ name, location: `${location}/${field}` }] : [];
}
