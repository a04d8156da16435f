import { isJsonObject, type JsonObject } from "../../json";
import { findExactJson, printJson, readJson } from "../../jsonpath/read-json";
import { setMember } from "../values/members";
import { listInnerMachines, listStates } from "../validation/inner-machines";
import { readLanguage } from "../validation/machine-rules";
import type { QueryLanguage } from "../validation/rule";
import { invalidDefinitionMessage, validateDefinition } from "../validation/validate-definition";
import { refuseRequest, type TestStateRequest, TestStateRefusal } from "./request";

/** The state that a request tests, whose definition is right. */
export interface TestedState {
  readonly type: string;
  readonly definition: JsonObject;
  readonly isJsonata: boolean;
  /** The Map or Parallel state around it. @default it is a state of the machine itself */
  readonly parent?: TestedState;
}

/** What AWS calls a state without a name, and the state in the context object. *Recorded* (LocalStack's AWS-validated snapshots). */
export const STATE_NAME = "StateName";

/**
 * Finds the state of a request in its definition.
 *
 * @throws TestStateRefusal InvalidDefinition, and ValidationException where there is no such state. Texts: *recorded*.
 */
export function requireState({ definition, stateName }: TestStateRequest): TestedState {
  const text = stateName === undefined ? surround(definition) : definition;
  const diagnostics = validateDefinition(text, { type: "STANDARD", isTest: true });
  if (diagnostics.some(({ severity }) => severity === "ERROR"))
    throw new TestStateRefusal("InvalidDefinition", invalidDefinitionMessage(diagnostics));
  const machine = readJson(text) as JsonObject;
  const state = findState(machine, { name: stateName ?? STATE_NAME, language: readLanguage(machine, "JSONPath") });
  if (state === undefined) throw refuseRequest("State not found in definition");
  return state;
}

interface Search {
  readonly name: string;
  readonly language: QueryLanguage;
  readonly parent?: TestedState;
}

/** States inherit the language of the machine, not that of the Map or Parallel state around them. */
function findState(machine: JsonObject, { name, language, parent }: Search): TestedState | undefined {
  for (const [known, definition] of listStates(machine, "")) {
    const isJsonata = readLanguage(definition, language) === "JSONata";
    const state: TestedState = { type: String(definition["Type"]), definition, isJsonata, ...(parent && { parent }) };
    if (known === name) return state;
    for (const [inner] of listInnerMachines(definition, "")) {
      const found = findState(inner, { name, language, parent: state });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * Makes a machine of a state and of one state for each that it leads to; what is no object stays as it is. *Recorded*: that
 * AWS's locations are those in such a machine.
 */
function surround(definition: string): string {
  const state = findExactJson(definition);
  if (!isJsonObject(state)) return definition;
  const states: JsonObject = {};
  for (const next of listNext(state)) setMember(states, next, { Type: "Succeed" });
  setMember(states, STATE_NAME, state);
  return printJson({ StartAt: STATE_NAME, States: states });
}

function listNext(state: JsonObject): string[] {
  const entries = [state["Choices"], state["Catch"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const names = [
    state["Default"],
    ...[state, ...entries].map((each) => (isJsonObject(each) ? each["Next"] : undefined)),
  ];
  return names.filter((name): name is string => typeof name === "string");
}
