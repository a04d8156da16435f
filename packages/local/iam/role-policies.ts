import { compilePolicy } from "./compile-policy";
import { IamError } from "./iam-error";
import { validateName, validateSize } from "./names";
import { parsePolicy } from "./policy-document";
import { requireRole } from "./roles";
import type { InlinePolicy, RoleStore } from "./roles";

const MAXIMUM_SIZE = 10_240;

/** A policy that is part of a role. */
export interface RolePolicy {
  readonly roleName: string;
  readonly policyName: string;
  /** The text of the policy, as JSON. */
  readonly policyDocument: string;
}

/** The calls of the IAM API on the policies that are part of a role. */
export function createRolePolicyCalls(store: RoleStore) {
  return {
    putRolePolicy: (request: RolePolicy): void => putRolePolicy(store, request),
    getRolePolicy: (roleName: string, policyName: string): RolePolicy => ({
      roleName,
      policyName,
      policyDocument: requireRolePolicy(store, roleName, policyName).policyDocument,
    }),
    listRolePolicies: (roleName: string): string[] => [...requireRole(store, roleName).inline.keys()],
    deleteRolePolicy: (roleName: string, policyName: string): void => deleteRolePolicy(store, roleName, policyName),
  };
}

function putRolePolicy(store: RoleStore, { roleName, policyName, policyDocument }: RolePolicy): void {
  const { inline } = requireRole(store, roleName);
  validateName("policyName", policyName);
  const others = [...inline].filter(([name]) => name !== policyName).map(([, policy]) => policy.policyDocument);
  const message = `Maximum policy size of ${MAXIMUM_SIZE} bytes exceeded for role ${roleName}`;
  validateSize([policyDocument, ...others].join(""), MAXIMUM_SIZE, message);
  const statements = compilePolicy(parsePolicy(policyDocument, "inline"));
  inline.set(policyName, { policyDocument, statements });
  store.onChange();
}

function requireRolePolicy(store: RoleStore, roleName: string, policyName: string): InlinePolicy {
  const found = requireRole(store, roleName).inline.get(policyName);
  if (found !== undefined) return found;
  throw new IamError("NoSuchEntity", `The role policy with name ${policyName} cannot be found.`);
}

function deleteRolePolicy(store: RoleStore, roleName: string, policyName: string): void {
  requireRolePolicy(store, roleName, policyName);
  requireRole(store, roleName).inline.delete(policyName);
  store.onChange();
}
