import type { CompiledStatement } from "./compile-policy";
import { evaluateStatements, type Question } from "./evaluate-statements";
import type { Principals } from "./policy-document";
import type { Caller } from "./principals";

/** `account-allows`: it is allowed to whom a policy of the account's own allows it. */
export type ResourceDecision = "allow" | "account-allows" | "implicit-deny" | "explicit-deny";

/**
 * Decides by a resource's own policy, as far as it goes: a principal that is named is allowed at once; where the account is
 * named, the account's policies decide.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 */
export function decideByResource(
  statements: readonly CompiledStatement[],
  question: Question & { readonly caller: Caller },
): ResourceDecision {
  const { effect } = evaluateStatements(statements, question);
  if (effect !== "allow" || "service" in question.caller) return effect;
  const direct = statements.map((statement) => ({ ...statement, principals: leaveAccounts(statement.principals) }));
  const named = evaluateStatements(direct, question).effect === "allow";
  return named ? "allow" : "account-allows";
}

const ACCOUNT = /^(\d{12}|arn:[\w-]+:iam::\d{12}:root)$/;

/** Without accounts, by number or root ARN: they are no principal, but stand for what the account says of its own. */
function leaveAccounts(principals: Principals | undefined): Principals | undefined {
  if (principals === undefined || principals === "except") return principals;
  const left = Object.entries(principals).map(([kind, names]) => [kind, names.filter((name) => !ACCOUNT.test(name))]);
  return Object.fromEntries(left) as Principals;
}
