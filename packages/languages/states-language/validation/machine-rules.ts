import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";
import type { Steps } from "../world/steps";
import type { Diagnostic } from "./diagnostic";
import { listInnerMachines, listStates } from "./inner-machines";
import { processorConfig } from "./map-rules";
import { objectOf } from "./object-rule";
import { reportFound, reportSchemaError } from "./rule";
import type { QueryLanguage, Rule, Scope } from "./rule";
import { stateRules } from "./state-rules";
import { anyValue, expectType, integer, oneOf, text } from "./value-rules";

/** AWS's order of the state types, which its message lists. *Recorded*. */
const stateTypes = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];
const MAXIMUM_SECONDS = 99_999_999;

const states: Rule = expectType("OBJECT", (value, location, scope) => {
  if (!isJsonObject(value)) return;
  if (Object.keys(value).length === 0) return reportSchemaError(scope, "Value cannot be empty", location);
  for (const [name, state] of Object.entries(value)) validateState(state, `${location}/${name}`, scope);
});

/** The order of `required` is the recorded one. */
const structure = { StartAt: text, States: states, Comment: anyValue };
const required = ["States", "StartAt"];

/** The rule of a whole definition. @see https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
export const machine = objectOf({
  required,
  fields: {
    ...structure,
    Version: oneOf("1.0"),
    TimeoutSeconds: integer(1, MAXIMUM_SECONDS),
    QueryLanguage: oneOf("JSONPath", "JSONata"),
  },
});

/** The rule of a state machine within a state: its states inherit the language of the machine, not of the state. */
export const innerMachine: Rule = (value, location, scope) => {
  const language = scope.machineLanguage;
  innerMachineFields(value, location, { ...scope, language, catching: false, mixed: false });
};

const innerMachineFields = objectOf({ required, fields: { ...structure, ProcessorConfig: processorConfig } });

/** Looks at each state of a machine, those of machines within it first, so that looking at the machine finds it done. */
export function* validateStates(definition: JsonObject, location: string, scope: Scope): Steps<void> {
  for (const [, state, at] of listStates(definition, location)) {
    for (const [inner, innerLocation] of listInnerMachines(state, at))
      yield* validateStates(inner, innerLocation, scope);
    const diagnostics: Diagnostic[] = [];
    validateState(state, at, { ...scope, diagnostics });
    scope.found.set(state, diagnostics);
    yield;
  }
}

function validateState(value: Json, location: string, scope: Scope): void {
  const found = isJsonObject(value) ? scope.found.get(value) : undefined;
  if (found !== undefined) return reportFound(scope, found);
  if (!isJsonObject(value)) return reportSchemaError(scope, "Expected value of type [OBJECT]", location);
  const type = value["Type"];
  if (type === undefined) return reportSchemaError(scope, "The field 'Type' is required", location);
  if (typeof type !== "string" || !stateTypes.includes(type)) {
    const message = `The field 'Type' should have one of these values: [${stateTypes.join(", ")}]`;
    return reportSchemaError(scope, message, `${location}/Type`);
  }
  const language = readLanguage(value, scope.machineLanguage);
  const mixed = scope.machineLanguage === "JSONata" && language === "JSONPath";
  if (mixed) {
    const message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
    reportSchemaError(scope, message, location);
  }
  stateRules[type]?.(value, location, { ...scope, language, mixed });
}

/**
 * The query language that an object of a definition sets, else the inherited one.
 *
 * *Recorded*: anything but the text `JSONPath` counts as JSONata, however it is reported (floci-io/floci,
 * measured on AWS).
 */
export function readLanguage(object: JsonObject, inherited: QueryLanguage): QueryLanguage {
  const language = object["QueryLanguage"];
  if (language === undefined) return inherited;
  return language === "JSONPath" ? "JSONPath" : "JSONata";
}
