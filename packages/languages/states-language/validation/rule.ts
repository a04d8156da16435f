import type { Json } from "../../json";
import type { Diagnostic } from "./diagnostic";

export type MachineType = "STANDARD" | "EXPRESS";
export type QueryLanguage = "JSONPath" | "JSONata";

/** What a rule knows about the place it looks at, besides the value. */
export interface Scope {
  readonly type: MachineType;
  /** True for TestState. */
  readonly isTest: boolean;
  /** The query language of the state machine, which states inherit. */
  readonly machineLanguage: QueryLanguage;
  /** The query language of the state. */
  readonly language: QueryLanguage;
  /** True inside of a catcher, where `$states.errorOutput` exists. */
  readonly catching: boolean;
  /** True where the result of a state's work is known, in `$states.result`. */
  readonly resulting: boolean;
  /** True for a state that names JSONPath in a JSONata machine: fields of the other language are not reported again. */
  readonly mixed: boolean;
  readonly diagnostics: Diagnostic[];
  /** Checks a state machine within a state: a branch of a Parallel state, the processor of a Map state. */
  readonly validateInner: Rule;
  /** What was found in states that were looked at before the machines that hold them. */
  readonly found: WeakMap<object, readonly Diagnostic[]>;
}

/** Reports what is wrong with a value of the definition at a location; reports nothing when the value is right. */
export type Rule = (value: Json, location: string, scope: Scope) => void;

/** Adds what was found in a part of the definition before. */
export function reportFound(scope: Scope, found: readonly Diagnostic[]): void {
  for (const diagnostic of found) add(scope, diagnostic);
}

/** Adds an error with AWS's most frequent code. */
export function reportSchemaError(scope: Scope, message: string, location: string): void {
  reportError(scope, { code: "SCHEMA_VALIDATION_FAILED", message, location });
}

/** Adds an error, unless there are as many as AWS returns at most. */
export function reportError(scope: Scope, error: Omit<Diagnostic, "severity">): void {
  add(scope, { severity: "ERROR", ...error });
}

/** Adds a warning, unless there are as many as AWS returns at most. */
export function reportWarning(scope: Scope, warning: Omit<Diagnostic, "severity">): void {
  add(scope, { severity: "WARNING", ...warning });
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html (maxResults) */
const MAXIMUM_DIAGNOSTICS = 100;

/** Errors and warnings are counted apart, so that warnings cannot hide an error. */
function add({ diagnostics }: Scope, diagnostic: Diagnostic): void {
  const alike = diagnostics.filter(({ severity }) => severity === diagnostic.severity).length;
  if (alike < MAXIMUM_DIAGNOSTICS) diagnostics.push(diagnostic);
}
