import { randomInt } from "node:crypto";
import type { Json } from "@sfn-websocket/languages/json";
import type { Account } from "./account";
import { decideAction, decideAssumeRole } from "./authorize";
import type { Decision } from "./authorize";
import type { AssumeRoleRequest, AuthorizeRequest } from "./authorize-request";
import { createDecisionCache } from "./decision-cache";
import type { DecisionCache } from "./decision-cache";
import { createPolicyCalls, createPolicyStore } from "./policies";
import { createPolicyVersionCalls } from "./policy-versions";
import { createRolePolicyCalls } from "./role-policies";
import { createRoleCalls, readRoleStatements } from "./roles";
import type { RoleStore } from "./roles";
import { exportState, importState } from "./state";
import { explain, type Explanation } from "./explain";
import { createForeignRoles, type ForeignRoles } from "./foreign-roles";

export type { AssumeRoleRequest, AuthorizeRequest } from "./authorize-request";
export type { Decision } from "./authorize";
export { IamError } from "./iam-error";
export type { Policy } from "./policies";
export type { Role } from "./roles";

export interface IamOptions {
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** Milliseconds since 1970. @default the time of this machine */
  readonly now?: () => number;
  /** Writes one line for the developer. @default nobody reads it */
  readonly log?: (line: string) => void;
}

export type Iam = ReturnType<typeof createIam>;

/**
 * IAM of an account, as far as roles that services assume need it. Requests that AWS refuses throw an IamError with AWS's
 * code and text; every change of a role or policy holds from the next decision on.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
 */
export function createIam({ accountId, partition, now = Date.now, log = () => undefined }: IamOptions) {
  const account: Account = { accountId, partition, now, log, createId };
  const cache = createDecisionCache();
  const countBoundaries = (policyArn: string): number =>
    [...roleStore.roles.values()].filter(({ role }) => role.permissionsBoundary === policyArn).length;
  const policyStore = createPolicyStore(account, { onChange: cache.clear, countBoundaries });
  const foreignRoles = createForeignRoles(log);
  const roleStore: RoleStore = { account, roles: new Map(), policyStore, onChange: cache.clear };
  return {
    ...createRoleCalls(roleStore),
    ...createRolePolicyCalls(roleStore),
    ...createPolicyCalls(policyStore),
    ...createPolicyVersionCalls(policyStore),
    ...createDecisions(roleStore, cache, foreignRoles),
    /** What decides a request, as roles and policies are now; for a developer, not for a message's way. */
    explain: (request: AuthorizeRequest): Explanation => explain({ store: roleStore, foreignRoles }, request),
    /** Takes a role that is not made here, by its ARN, to allow everything, until one of that ARN is made. */
    expectForeignRole: (roleArn: string): void => {
      foreignRoles.expect(roleArn);
      cache.clear();
    },
    /** All roles and policies that are not AWS's own, for importState. */
    exportState: (): Json => exportState(roleStore),
    importState: (state: Json): void => importState(roleStore, state),
  };
}

function createDecisions(store: RoleStore, cache: DecisionCache, foreignRoles: ForeignRoles) {
  const { account } = store;

  /** Whether the principal may assume the role. */
  function assumeRole(request: AssumeRoleRequest): Decision {
    const { roleArn, principalService, sessionName } = request;
    return cache.read([roleArn, principalService, sessionName], () => {
      const role = readRoleStatements(store, roleArn);
      const foreign = role === undefined ? foreignRoles.find(roleArn) : undefined;
      return foreign ?? decideAssumeRole(role, request, account);
    });
  }

  /** Whether a session of the role, which the principal has assumed, may do the action. */
  function authorizeSession(request: AuthorizeRequest): Decision {
    const { roleArn, principalService, sessionName, action, resource } = request;
    return cache.read([roleArn, principalService, sessionName, action, resource], () => {
      const role = readRoleStatements(store, roleArn);
      return role === undefined
        ? { decision: assumeRole(request), conditional: true }
        : decideAction(role, request, account);
    });
  }

  /** Whether the principal may assume the role and a session of the role may do the action. */
  function authorize(request: AuthorizeRequest): Decision {
    const assumed = assumeRole(request);
    return assumed.allowed ? authorizeSession(request) : assumed;
  }

  return { assumeRole, authorizeSession, authorize };
}

const ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
function createId(prefix: string): string {
  return prefix + Array.from({ length: 17 }, () => ID_CHARACTERS[randomInt(ID_CHARACTERS.length)]).join("");
}
