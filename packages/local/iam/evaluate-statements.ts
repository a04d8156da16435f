import type { CompiledStatement } from "./compile-policy";
import type { ConditionKeys } from "./condition-keys";
import { matchesPrincipal } from "./principals";
import type { Caller } from "./principals";

/** What is asked of a set of statements. A caller is given to trust policies alone. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly keys: ConditionKeys;
  readonly caller?: Caller;
}

/** The answer of a set of statements. */
export interface Answer {
  readonly effect: "allow" | "implicit-deny" | "explicit-deny";
  /** What is not emulated and stood in the way of an Allow or for a Deny. */
  readonly notes: readonly string[];
  /** True if the answer hangs on the request's keys, and so holds for this request only. */
  readonly conditional: boolean;
}

/**
 * Evaluates statements as IAM does: one Deny that matches denies, else one Allow that matches allows. Where a condition
 * is not emulated an Allow does not match and a Deny does, with a note.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluateStatements(statements: readonly CompiledStatement[], question: Question): Answer {
  const notes: string[] = [];
  let effect: Answer["effect"] = "implicit-deny";
  let conditional = false;
  for (const statement of statements) {
    if (!concerns(statement, question)) {
      conditional ||= statement.variable;
      continue;
    }
    conditional ||= statement.variable || statement.condition !== undefined;
    const outcome = statement.condition?.(question.keys) ?? { holds: true };
    if (outcome.holds === undefined) notes.push(outcome.note);
    const matches = outcome.holds ?? statement.effect === "Deny";
    if (matches && statement.effect === "Deny") effect = "explicit-deny";
    else if (matches && effect === "implicit-deny") effect = "allow";
  }
  return { effect, notes, conditional };
}

function concerns(statement: CompiledStatement, { action, resource, keys, caller }: Question): boolean {
  if (caller !== undefined && !matchesPrincipal(statement.principals ?? {}, caller)) return false;
  return statement.matchesAction(action, keys) && statement.matchesResource(resource, keys);
}
