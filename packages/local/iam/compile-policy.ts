import type { ConditionKeys } from "./condition-keys";
import { compileConditions } from "./conditions";
import type { Condition } from "./conditions";
import { compilePattern } from "./match-pattern";
import type { Pattern } from "./match-pattern";
import type { Names, PolicyDocument, Principals, Statement } from "./policy-document";

/** A statement, ready to be asked. */
export interface CompiledStatement {
  readonly effect: "Allow" | "Deny";
  readonly principals: Principals | undefined;
  matchesAction(action: string, keys: ConditionKeys): boolean;
  /** True without a Resource, as in trust policies. */
  matchesResource(resource: string, keys: ConditionKeys): boolean;
  readonly condition: Condition | undefined;
  /** True if the resource is matched with variables, so that the answer depends on the request's keys. */
  readonly variable: boolean;
}

/** Compiles a policy's statements once, so that a decision reads no text of it. */
export function compilePolicy(document: PolicyDocument): readonly CompiledStatement[] {
  const variables = document.version === "2012-10-17";
  return document.statements.map((statement) => compileStatement(statement, variables));
}

function compileStatement(statement: Statement, variables: boolean): CompiledStatement {
  const { effect, principals, actions, resources, conditions } = statement;
  return {
    effect,
    principals,
    matchesAction: compileNames(actions, (name) => compilePattern(name, { ignoreCase: true })),
    matchesResource: compileNames(resources, (name) => compilePattern(name, { variables })),
    condition: compileConditions(conditions, variables),
    variable: variables && (resources?.names.some((name) => name.includes("${")) ?? false),
  };
}

function compileNames(names: Names | undefined, compile: (name: string) => Pattern): Pattern {
  if (names === undefined) return () => true;
  const patterns = names.names.map(compile);
  return (value, keys) => patterns.some((pattern) => pattern(value, keys)) !== names.except;
}
