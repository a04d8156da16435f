import type { Aws } from "./aws";
import { compilePolicy } from "../iam/compile-policy";
import { createConditionKeys } from "../iam/condition-keys";
import { parsePolicy } from "../iam/policy-document";
import { decideByResource, type ResourceDecision } from "../iam/resource-policy";
import type { KeyFacts } from "../kms/kms";

/** Who uses a key: a service for itself, or as a role that it assumes. */
export type KeyUser =
  | { readonly service: string }
  | { readonly roleArn: string; readonly principalService: string; readonly sessionName: string };

export interface KeyUse {
  readonly region: string;
  /** An id, an ARN, or an alias's name or ARN. */
  readonly keyId: string;
  readonly actions: readonly string[];
  readonly user: KeyUser;
  readonly conditionKeys: Readonly<Record<string, string>>;
}

/** Why a key is not used, with AWS's text. */
export interface KeyRefusal {
  readonly reason: "denied" | "state";
  readonly message: string;
}

/**
 * Returns what keeps somebody from using a key: its state, its policy, and the role's policies where the key's lets them
 * decide; undefined for a key that was not made here. Grants are not emulated.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
export function refuseKeyUse(aws: Aws, use: KeyUse): KeyRefusal | undefined {
  const key = findKey(aws, use);
  if (key === undefined) return undefined;
  const { arn, state } = key;
  if (state === "Disabled") return { reason: "state", message: `${arn} is disabled.` };
  if (state === "PendingDeletion") return { reason: "state", message: `${arn} is pending deletion.` };
  for (const action of use.actions) {
    const message = refuseAction(aws, { ...use, key, action });
    if (message !== undefined) return { reason: "denied", message };
  }
  return undefined;
}

/** The key of an ARN may be of another region of the account. */
function findKey(aws: Aws, { region, keyId }: KeyUse): KeyFacts | undefined {
  const [, , , named = region] = keyId.split(":");
  return aws
    .regions()
    .find(({ name }) => name === named)
    ?.findKey(keyId);
}

interface KeyAction extends KeyUse {
  readonly key: KeyFacts;
  readonly action: string;
}

function refuseAction(aws: Aws, use: KeyAction): string | undefined {
  const decision = decideByKeyPolicy(aws, use);
  const { user, action, key, conditionKeys } = use;
  if (decision === "allow" && "service" in user) return undefined;
  const denied = `is not authorized to perform: ${action} on resource: ${key.arn}`;
  if ("service" in user) return `User: ${user.service} ${denied}`;
  const role = aws.iam.authorize({ ...user, action, resource: key.arn, conditionKeys });
  if (!role.allowed && role.reason !== "implicit-deny") return role.message;
  if (decision === "allow") return undefined;
  if (decision === "account-allows") return role.allowed ? undefined : role.message;
  const session = `arn:${aws.partition}:sts::${aws.accountId}:assumed-role/${user.roleArn.split("/").pop()}/${user.sessionName}`;
  return `User: ${session} ${denied} ${WHY[decision](action)}`;
}

/** *Assumed* from AWS's guide. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const WHY: Readonly<Record<"implicit-deny" | "explicit-deny", (action: string) => string>> = {
  "implicit-deny": (action) => `because no resource-based policy allows the ${action} action`,
  "explicit-deny": () => "with an explicit deny in a resource-based policy",
};

function decideByKeyPolicy({ accountId }: Aws, use: KeyAction): ResourceDecision {
  const { key, user, action, conditionKeys } = use;
  const caller = "service" in user ? { service: user.service } : { arn: user.roleArn };
  const principal = { "aws:PrincipalAccount": accountId, "aws:PrincipalIsAWSService": String("service" in user) };
  const role = "arn" in caller && { "aws:PrincipalArn": caller.arn, "aws:PrincipalType": "AssumedRole" };
  const supplied = {
    "kms:CallerAccount": accountId,
    "aws:SecureTransport": "true",
    ...principal,
    ...role,
    ...conditionKeys,
  };
  const keys = createConditionKeys(supplied, {}, undefined);
  const statements = compilePolicy(parsePolicy(key.policy, "resource"));
  return decideByResource(statements, { action, resource: key.arn, keys, caller });
}
