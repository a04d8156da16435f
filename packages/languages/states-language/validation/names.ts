import type { JsonObject } from "../../json";
import { listInnerMachines, listStates } from "./inner-machines";
import { reportError } from "./rule";
import type { Scope } from "./rule";

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
    validateName(STATE, name, { location, known: names.states, scope });
    const label = state["Label"];
    if (typeof label === "string")
      validateName(LABEL, label, { location: `${location}/Label`, known: names.labels, scope });
    for (const [inner, innerLocation] of listInnerMachines(state, location)) {
      validateNamesIn(inner, innerLocation, context);
    }
  }
}

/** What is named, as codes and texts spell it, and how long its name may be. */
interface Kind {
  readonly code: string;
  readonly what: string;
  readonly maximum: number;
}

const STATE: Kind = { code: "STATE_NAME", what: "State name", maximum: 80 };
const LABEL: Kind = { code: "LABEL_NAME", what: "Label name", maximum: 40 };

interface Place {
  readonly location: string;
  /** the names of this kind met so far */
  readonly known: Set<string>;
  readonly scope: Scope;
}

function validateName({ code, what, maximum }: Kind, name: string, { location, known, scope }: Place): void {
  if (known.has(name))
    reportError(scope, { code: `DUPLICATE_${code}`, message: `Duplicate ${what}: ${name}`, location });
  known.add(name);
  if ([...name].length <= maximum) return;
  const message = `${what} '${name}' exceeds the ${maximum}-character limit allowed by the service`;
  reportError(scope, { code: `INVALID_${code}`, message, location });
}
