import type { JsonObject } from "../../jsonpath/json";
import { listInnerMachines, listStates } from "./inner-machines";
import { reportError } from "./rule";
import type { Scope } from "./rule";

const MAXIMUM_STATE_NAME = 80;
const MAXIMUM_LABEL = 40;

/** The names met so far: state names and labels are unique in the whole definition. */
interface Names {
  readonly states: Set<string>;
  readonly labels: Set<string>;
}

/**
 * Reports names of states and labels that are too long or there twice, inner machines included.
 *
 * *Recorded*: the texts for duplicates, and the end of the texts for lengths (the rules of cdk_preflight). *Assumed*: the
 * beginning of the latter, and the locations in inner machines.
 */
export function validateNames(machine: JsonObject, scope: Scope): void {
  validateNamesIn(machine, "", { names: { states: new Set(), labels: new Set() }, scope });
}

function validateNamesIn(machine: JsonObject, at: string, context: { names: Names; scope: Scope }): void {
  const { names, scope } = context;
  for (const [name, state, location] of listStates(machine, at)) {
    validateStateName(name, { location, names, scope });
    const label = state["Label"];
    if (typeof label === "string") validateLabel(label, { location: `${location}/Label`, names, scope });
    for (const [inner, innerLocation] of listInnerMachines(state, location)) {
      validateNamesIn(inner, innerLocation, context);
    }
  }
}

interface Place {
  readonly location: string;
  readonly names: Names;
  readonly scope: Scope;
}

function validateStateName(name: string, { location, names, scope }: Place): void {
  if (names.states.has(name)) {
    reportError(scope, { code: "DUPLICATE_STATE_NAME", message: `Duplicate State name: ${name}`, location });
  }
  names.states.add(name);
  if ([...name].length <= MAXIMUM_STATE_NAME) return;
  const message = `State name '${name}' exceeds the ${MAXIMUM_STATE_NAME}-character limit allowed by the service`;
  reportError(scope, { code: "INVALID_STATE_NAME", message, location });
}

function validateLabel(label: string, { location, names, scope }: Place): void {
  if (names.labels.has(label)) {
    reportError(scope, { code: "DUPLICATE_LABEL_NAME", message: `Duplicate Label name: ${label}`, location });
  }
  names.labels.add(label);
  if ([...label].length <= MAXIMUM_LABEL) return;
  const message = `Label name '${label}' exceeds the ${MAXIMUM_LABEL}-character limit allowed by the service`;
  reportError(scope, { code: "INVALID_LABEL_NAME", message, location });
}
