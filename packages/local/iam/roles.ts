import type { Account } from "./account";
import { compilePolicy } from "./compile-policy";
import type { CompiledStatement } from "./compile-policy";
import { IamError } from "./iam-error";
import { validateDuration, validateName, validatePath, validateSize } from "./names";
import { attachPolicy, detachPolicy, findStatements, listAttachedPolicies, readAttachedStatements } from "./policies";
import type { Policy, PolicyStore } from "./policies";
import { parsePolicy } from "./policy-document";
import { readTags, ROLE_KEYS, type Tag } from "./tags";

const MAXIMUM_TRUST = 2_048;
const HOUR = 3_600;

/** A role; its creation in milliseconds since 1970, its longest session in seconds. */
export interface Role {
  readonly roleName: string;
  readonly roleId: string;
  readonly path: string;
  readonly arn: string;
  readonly description?: string | undefined;
  readonly maxSessionDuration: number;
  readonly createDate: number;
  readonly assumeRolePolicyDocument: string;
  /** ARN of the managed policy that bounds what the role may do. @default none */
  readonly permissionsBoundary?: string;
}

export interface CreateRoleRequest {
  readonly roleName: string;
  /** The text of the trust policy, as JSON. */
  readonly assumeRolePolicyDocument: string;
  /** @default "/" */
  readonly path?: string;
  /** @default none */
  readonly description?: string;
  /** Seconds. @default 3600 */
  readonly maxSessionDuration?: number;
  /** @default none */
  readonly tags?: readonly Tag[];
  /** ARN of a managed policy. @default none */
  readonly permissionsBoundary?: string;
}

/** UpdateRole's request: what is absent stays. */
export interface UpdateRoleRequest extends Pick<CreateRoleRequest, "roleName" | "description" | "maxSessionDuration"> {}

export interface RolePolicyAttachment {
  readonly roleName: string;
  readonly policyArn: string;
}

/** A policy within a role. */
export interface InlinePolicy {
  readonly policyDocument: string;
  readonly statements: readonly CompiledStatement[];
}

export interface StoredRole {
  role: Role;
  trust: readonly CompiledStatement[];
  readonly inline: Map<string, InlinePolicy>;
  readonly tags: Map<string, string>;
}

/** The roles of an account by name. */
export interface RoleStore {
  readonly account: Account;
  readonly roles: Map<string, StoredRole>;
  readonly policyStore: PolicyStore;
  readonly onChange: () => void;
}

/** The statements of a role that a decision is made from. */
export interface RoleStatements {
  readonly role: Role;
  readonly trust: readonly CompiledStatement[];
  readonly identity: readonly CompiledStatement[];
  /** Of the permissions boundary: without a statement of it that allows, nothing is allowed. @default none */
  readonly boundary?: readonly CompiledStatement[];
}

/** The calls of the IAM API on roles and what is attached to them. */
export function createRoleCalls(store: RoleStore) {
  const { policyStore } = store;
  return {
    createRole: (request: CreateRoleRequest): Role => createRole(store, request),
    getRole: (roleName: string): Role => requireRole(store, roleName).role,
    listRoles: (): Role[] => [...store.roles.values()].map(({ role }) => role),
    updateAssumeRolePolicy: (roleName: string, policyDocument: string): void =>
      updateAssumeRolePolicy(store, roleName, policyDocument),
    updateRole: (request: UpdateRoleRequest): void => updateRole(store, request),
    deleteRole: (roleName: string): void => deleteRole(store, roleName),
    putRolePermissionsBoundary: (roleName: string, policyArn: string): void =>
      changeBoundary(store, roleName, policyArn),
    deleteRolePermissionsBoundary: (roleName: string): void => changeBoundary(store, roleName, undefined),
    roleTags: (roleName: string): Map<string, string> => requireRole(store, roleName).tags,
    attachRolePolicy: ({ roleName, policyArn }: RolePolicyAttachment): void =>
      attachPolicy(policyStore, policyArn, requireRole(store, roleName).role.roleName),
    detachRolePolicy: ({ roleName, policyArn }: RolePolicyAttachment): void =>
      detachPolicy(policyStore, policyArn, requireRole(store, roleName).role.roleName),
    listAttachedRolePolicies: (roleName: string): Policy[] =>
      listAttachedPolicies(policyStore, requireRole(store, roleName).role.roleName),
  };
}

/** The role of a name; throws IamError NoSuchEntity if there is none. */
export function requireRole(store: RoleStore, roleName: string): StoredRole {
  const found = store.roles.get(roleName);
  if (found === undefined) throw new IamError("NoSuchEntity", `The role with name ${roleName} cannot be found.`);
  return found;
}

function createRole(store: RoleStore, request: CreateRoleRequest): Role {
  const { roleName, path = "/", description, assumeRolePolicyDocument, tags = [] } = request;
  const { maxSessionDuration = HOUR } = request;
  const { account } = store;
  validateName("roleName", roleName);
  validatePath(path);
  validateDuration(request.maxSessionDuration);
  const trust = compileTrust(assumeRolePolicyDocument);
  if (store.roles.has(roleName)) {
    throw new IamError("EntityAlreadyExists", `Role with name ${roleName} already exists.`);
  }
  const role = {
    roleName,
    roleId: account.createId("AROA"),
    path,
    arn: `arn:${account.partition}:iam::${account.accountId}:role${path}${roleName}`,
    description,
    maxSessionDuration,
    createDate: account.now(),
    assumeRolePolicyDocument,
    ...(request.permissionsBoundary !== undefined && { permissionsBoundary: request.permissionsBoundary }),
  };
  tellMissingBoundary(store, role);
  store.roles.set(roleName, { role, trust, inline: new Map(), tags: readTags(tags, ROLE_KEYS) });
  store.onChange();
  return role;
}

function updateAssumeRolePolicy(store: RoleStore, roleName: string, policyDocument: string): void {
  const found = requireRole(store, roleName);
  found.trust = compileTrust(policyDocument);
  found.role = { ...found.role, assumeRolePolicyDocument: policyDocument };
  store.onChange();
}

function changeBoundary(store: RoleStore, roleName: string, permissionsBoundary: string | undefined): void {
  const found = requireRole(store, roleName);
  const { permissionsBoundary: _, ...role } = found.role;
  found.role = permissionsBoundary === undefined ? role : { ...role, permissionsBoundary };
  tellMissingBoundary(store, found.role);
  store.onChange();
}

/** A boundary is often a policy of the account's, of which nothing is known here: AWS would refuse one that is not there. */
function tellMissingBoundary({ account, policyStore }: RoleStore, { roleName, permissionsBoundary }: Role): void {
  if (permissionsBoundary === undefined || findStatements(policyStore, permissionsBoundary) !== undefined) return;
  account.log(
    `iam: the boundary of role '${roleName}' keeps nothing from it here, got '${permissionsBoundary}', which is no policy of this machine; create it to try what it does`,
  );
}

function updateRole(store: RoleStore, { roleName, description, maxSessionDuration }: UpdateRoleRequest): void {
  const found = requireRole(store, roleName);
  validateDuration(maxSessionDuration);
  found.role = {
    ...found.role,
    ...(description !== undefined && { description }),
    ...(maxSessionDuration !== undefined && { maxSessionDuration }),
  };
}

export function compileTrust(text: string): readonly CompiledStatement[] {
  validateSize(text, MAXIMUM_TRUST, `Cannot exceed quota for ACLSizePerRole: ${MAXIMUM_TRUST}`);
  return compilePolicy(parsePolicy(text, "trust"));
}

function deleteRole(store: RoleStore, roleName: string): void {
  const conflict = (rest: string) => new IamError("DeleteConflict", `Cannot delete entity, must ${rest} first.`);
  if (requireRole(store, roleName).inline.size > 0) throw conflict("delete policies");
  if (listAttachedPolicies(store.policyStore, roleName).length > 0) throw conflict("detach all policies");
  store.roles.delete(roleName);
  store.onChange();
}

/** The role of an ARN with its statements, undefined if there is none. */
export function readRoleStatements(store: RoleStore, roleArn: string): RoleStatements | undefined {
  const found = store.roles.get(roleArn.slice(roleArn.lastIndexOf("/") + 1));
  if (found === undefined || found.role.arn !== roleArn) return undefined;
  const { role, trust, inline } = found;
  const statements = [...inline.values()].flatMap((policy) => policy.statements);
  const { permissionsBoundary } = role;
  const boundary =
    permissionsBoundary === undefined ? undefined : findStatements(store.policyStore, permissionsBoundary);
  const identity = [...statements, ...readAttachedStatements(store.policyStore, role.roleName)];
  return { role, trust, identity, ...(boundary && { boundary }) };
}
