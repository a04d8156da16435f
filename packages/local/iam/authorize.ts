import type { Account } from "./account";
import { ASSUME_ROLE, askSession, askTrust } from "./request-keys";
import { evaluateStatements } from "./evaluate-statements";
import type { Answer } from "./evaluate-statements";
import type { RoleStatements } from "./roles";
import type { AssumeRoleRequest, AuthorizeRequest } from "./authorize-request";

export type Decision =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: Refusal; readonly message: string };

export type Refusal = "cannot-assume" | "implicit-deny" | "explicit-deny";

const ALLOWED: Decision = { allowed: true };

/** Decides whether a principal may assume the role, by its trust policy; a role that does not exist is refused. */
export function decideAssumeRole(
  role: RoleStatements | undefined,
  request: AssumeRoleRequest,
  account: Account,
): { readonly decision: Decision; readonly conditional: boolean } {
  const { roleArn, principalService } = request;
  const answer = evaluateStatements(role?.trust ?? [], askTrust(request, account));
  if (answer.effect === "allow") return { decision: ALLOWED, conditional: answer.conditional };
  const message = `User: ${principalService} is not authorized to perform: ${ASSUME_ROLE} on resource: ${roleArn}`;
  return { decision: refuse("cannot-assume", message, answer), conditional: answer.conditional };
}

/**
 * Decides whether a session of the role may do the action, by the role's own policies and its permissions boundary, both of
 * which have to allow it.
 *
 * *Recorded*: the message for an implicit deny; *assumed* from AWS's guide: those for an explicit one and for boundaries.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function decideAction(
  { role, identity, boundary }: RoleStatements,
  request: AuthorizeRequest,
  account: Account,
): { readonly decision: Decision; readonly conditional: boolean } {
  const { action, resource, sessionName } = request;
  const { partition, accountId } = account;
  const question = askSession(request, account, role);
  const user = `arn:${partition}:sts::${accountId}:assumed-role/${role.roleName}/${sessionName}`;
  const groups = [
    ["identity-based policy", identity] as const,
    ...(boundary ? [["permissions boundary", boundary] as const] : []),
  ];
  const answers = groups.map(([kind, statements]) => ({
    kind,
    ...evaluateStatements(statements, question),
  }));
  const conditional = answers.some((answer) => answer.conditional);
  const denied =
    answers.find(({ effect }) => effect === "explicit-deny") ?? answers.find(({ effect }) => effect !== "allow");
  if (denied === undefined || denied.effect === "allow") return { decision: ALLOWED, conditional };
  const { kind, effect } = denied;
  const why =
    effect === "explicit-deny"
      ? `with an explicit deny in ${kind.startsWith("i") ? "an" : "a"} ${kind}`
      : `because no ${kind} allows the ${action} action`;
  const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return { decision: refuse(effect, message, denied), conditional };
}

/** AWS's message; what is not emulated follows it in parentheses, for the developer. */
function refuse(reason: Refusal, message: string, { notes }: Answer): Decision {
  const told = notes.length > 0 ? `${message} (${[...new Set(notes)].join("; ")})` : message;
  return { allowed: false, reason, message: told };
}
