import type { Account } from "./account";
import type { AssumeRoleRequest, AuthorizeRequest } from "./authorize-request";
import { createConditionKeys, type KeyReaders } from "./condition-keys";
import type { Question } from "./evaluate-statements";
import type { Caller } from "./principals";
import type { Role } from "./roles";

interface Assumption {
  readonly request: AssumeRoleRequest;
  readonly account: Account;
}

interface SessionCall {
  readonly request: AuthorizeRequest;
  readonly account: Account;
  readonly role: Role;
}

const everyRequest: KeyReaders<{ readonly account: Account }> = {
  "aws:currenttime": ({ account }) => new Date(account.now()).toISOString(),
  "aws:epochtime": ({ account }) => String(Math.floor(account.now() / 1000)),
  "aws:securetransport": () => "true",
};

/** The keys of AssumeRole, as a trust policy reads them. */
const assumeKeys: KeyReaders<Assumption> = {
  ...everyRequest,
  "sts:rolesessionname": ({ request }) => request.sessionName,
};

/**
 * The keys of a call that a session of a role makes, as the role's policies read them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const sessionKeys: KeyReaders<SessionCall> = {
  ...everyRequest,
  "aws:principalarn": ({ role }) => role.arn,
  "aws:principalaccount": ({ account }) => account.accountId,
  "aws:principaltype": () => "AssumedRole",
  "aws:userid": ({ role, request }) => `${role.roleId}:${request.sessionName}`,
  "aws:principalisawsservice": () => "false",
  "aws:requestedregion": ({ request }) => readArnPart(request.resource, 3),
  "aws:resourceaccount": ({ request }) => readArnPart(request.resource, 4),
};

function readArnPart(arn: string, index: number): string | undefined {
  return arn.split(":")[index] || undefined;
}

export const ASSUME_ROLE = "sts:AssumeRole";

/** What a role's trust policy is asked. */
export function askTrust(request: AssumeRoleRequest, account: Account): Question & { readonly caller: Caller } {
  const { roleArn, principalService: name, conditionKeys } = request;
  const caller = name.startsWith("arn:") ? { arn: name } : { service: name };
  const keys = createConditionKeys(conditionKeys, assumeKeys, { request, account });
  return { action: ASSUME_ROLE, resource: roleArn, keys, caller };
}

/** What the policies of a role's own are asked. */
export function askSession(request: AuthorizeRequest, account: Account, role: Role): Question {
  const { action, resource, conditionKeys } = request;
  return { action, resource, keys: createConditionKeys(conditionKeys, sessionKeys, { request, account, role }) };
}
