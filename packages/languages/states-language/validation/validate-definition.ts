import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";
import { describeJsonErrorWithSource, locateJsonError } from "../values/jackson-error";
import { nestsDeeperThan } from "../values/json-nesting";
import { runAtOnce, type Steps } from "../world/steps";
import type { Diagnostic } from "./diagnostic";
import { innerMachine, machine, readLanguage, validateStates } from "./machine-rules";
import { validateNames } from "./names";
import type { MachineType, Scope } from "./rule";
import { validateTransitions } from "./transitions";
import { validateVariableScopes } from "./variable-scopes";

export { invalidDefinitionMessage } from "./diagnostic";
export type { Diagnostic } from "./diagnostic";

/** The longest definition, in characters. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
const MAXIMUM_DEFINITION = 1_048_576;
/** How a definition is looked at. */
export interface ValidationOptions {
  readonly type: MachineType;
  /** True for TestState, which takes ARNs of functions whose region and account are placeholders. @default false */
  readonly isTest?: boolean;
}

/** Deeper JSON is refused before it is walked; Jackson's own limit. */
const MAXIMUM_DEPTH = 1_000;

/**
 * What CreateStateMachine and ValidateStateMachineDefinition find in a definition's text, errors and warnings, in the
 * order of AWS as far as known; empty for a right definition. Never throws.
 *
 * *Assumed*: names and variables are looked at only when every field is right, which the recordings do not contradict.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validateDefinition(text: string, options: ValidationOptions): readonly Diagnostic[] {
  return runAtOnce(validateInSteps(text, options));
}

/** The errors that `validateDefinition` finds, for which AWS refuses a definition. */
export function listErrors(text: string, options: ValidationOptions): readonly Diagnostic[] {
  return validateDefinition(text, options).filter(({ severity }) => severity === "ERROR");
}

/** As `validateDefinition`, in steps. */
export function* validateInSteps(text: string, options: ValidationOptions): Steps<readonly Diagnostic[]> {
  if (text.length > MAXIMUM_DEFINITION) {
    return [wholeError("SCHEMA_VALIDATION_FAILED", `Definition is longer than ${MAXIMUM_DEFINITION} characters`)];
  }
  if (nestsDeeperThan(MAXIMUM_DEPTH, text)) {
    return [wholeError("TOO_DEEPLY_NESTED", `Definition is nested more than ${MAXIMUM_DEPTH} levels deep`)];
  }
  const parsed = parse(text);
  if ("error" in parsed) return [parsed.error];
  const { value } = parsed;
  if (!isJsonObject(value)) return [wholeError("SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object")];
  return yield* validateMachine(value, options);
}

function* validateMachine(definition: JsonObject, { type, isTest = false }: ValidationOptions): Steps<Diagnostic[]> {
  const language = readLanguage(definition, "JSONPath");
  const diagnostics: Diagnostic[] = [];
  const scope: Scope = {
    type,
    isTest,
    language,
    machineLanguage: language,
    catching: false,
    resulting: false,
    mixed: false,
    diagnostics,
    validateInner: innerMachine,
    found: new WeakMap(),
  };
  yield* validateStates(definition, "", scope);
  machine(definition, "", scope);
  yield;
  const isRight = !diagnostics.some(({ severity }) => severity === "ERROR");
  if (isRight) {
    validateNames(definition, scope);
    yield;
    validateVariableScopes(definition, scope);
    yield;
  }
  // Of a state that is tested alone, nothing but its fields was seen to be refused.
  if (isRight || !isTest) validateTransitions(definition, "", scope);
  return diagnostics;
}

/** *Recorded*: the answers to an empty text and to one that is not JSON. */
function parse(text: string): { value: Json } | { error: Diagnostic } {
  try {
    return { value: text.trim() === "" ? null : JSON.parse(text) };
  } catch {
    const message = describeJsonErrorWithSource(text);
    const error = wholeError("INVALID_JSON_DESCRIPTION", message);
    return { error: { ...error, location: locateJsonError(text) } };
  }
}

function wholeError(code: string, message: string): Diagnostic {
  return { severity: "ERROR", code, message };
}
