import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Account } from "./account";
import type { AuthorizeRequest } from "./authorize-request";
import { decideAction, decideAssumeRole } from "./authorize";
import type { CompiledStatement } from "./compile-policy";
import { createConditionKeys } from "./condition-keys";
import { evaluateStatements, type Question } from "./evaluate-statements";
import type { ForeignRoles } from "./foreign-roles";
import { findStatements, listAttachedPolicies, requirePolicy } from "./policies";
import { toList } from "./policy-grammar";
import { assumeKeys, sessionKeys } from "./request-keys";
import { readRoleStatements, type RoleStore, type StoredRole } from "./roles";

/** What decides a request, as roles and policies are now. */
export interface Explanation {
  readonly allowed: boolean;
  /** AWS's text of a denial, else which statement allows it; one line. */
  readonly why: string;
  /** The statement that decides, and where it stands. @default none does: an implicit denial */
  readonly statement?: { readonly policy: string; readonly json: JsonObject };
  /** The smallest statement that would allow it. @default it is allowed, or a statement denies it */
  readonly needed?: JsonObject;
}

/** A policy of a role, with its statements in the order of its document. */
interface Source {
  /** Such as `role 'a', policy 'b'`. */
  readonly policy: string;
  readonly document: string;
  readonly statements: readonly CompiledStatement[];
}

const ASSUME_ROLE = "sts:AssumeRole";

/** Explains a decision without making or keeping one: it changes nothing. */
export function explain(
  { store, foreignRoles }: { readonly store: RoleStore; readonly foreignRoles: ForeignRoles },
  request: AuthorizeRequest,
): Explanation {
  const role = readRoleStatements(store, request.roleArn);
  const stored = store.roles.get(request.roleArn.slice(request.roleArn.lastIndexOf("/") + 1));
  if (role === undefined || stored === undefined) return explainMissing(foreignRoles, request);
  const { account } = store;
  const assumed = explainAssuming(stored, request, account);
  if (!assumed.allowed || request.action === ASSUME_ROLE) return assumed;
  const { decision } = decideAction(role, request, account);
  const keys = createConditionKeys(request.conditionKeys, sessionKeys, { request, account, role: role.role });
  const question = { action: request.action, resource: request.resource, keys };
  if (decision.allowed) return explainAllowed(findDeciding(listIdentity(store, stored), "Allow", question));
  const denies = findDeciding([...listIdentity(store, stored), ...listBoundary(store, stored)], "Deny", question);
  if (denies) return { allowed: false, why: decision.message, statement: denies };
  const needed = { Effect: "Allow", Action: request.action, Resource: request.resource };
  return { allowed: false, why: decision.message, needed };
}

function explainMissing(foreignRoles: ForeignRoles, { roleArn }: AuthorizeRequest): Explanation {
  const found = foreignRoles.find(roleArn);
  if (found?.decision.allowed === true)
    return { allowed: true, why: `the role is not made here, and is taken to allow everything` };
  return { allowed: false, why: `the role does not exist, got '${roleArn}'` };
}

function explainAssuming(stored: StoredRole, request: AuthorizeRequest, account: Account): Explanation {
  const { roleArn, principalService } = request;
  const { role, trust } = stored;
  const { decision } = decideAssumeRole({ role, trust, identity: [] }, request, account);
  const caller = principalService.startsWith("arn:") ? { arn: principalService } : { service: principalService };
  const keys = createConditionKeys(request.conditionKeys, assumeKeys, { request, account });
  const question = { action: ASSUME_ROLE, resource: roleArn, keys, caller };
  const policy = `trust policy of role '${role.roleName}'`;
  const source = { policy, document: role.assumeRolePolicyDocument, statements: trust };
  if (decision.allowed) return explainAllowed(findDeciding([source], "Allow", question));
  const denies = findDeciding([source], "Deny", question);
  if (denies) return { allowed: false, why: decision.message, statement: denies };
  const principal: JsonObject = { [principalService.startsWith("arn:") ? "AWS" : "Service"]: principalService };
  const needed = { Effect: "Allow", Principal: principal, Action: ASSUME_ROLE };
  return { allowed: false, why: decision.message, needed };
}

function explainAllowed(statement: Explanation["statement"]): Explanation {
  if (statement === undefined) return { allowed: true, why: "it is allowed" };
  return { allowed: true, why: `a statement of the ${statement.policy} allows it`, statement };
}

function listIdentity({ policyStore }: RoleStore, { role, inline }: StoredRole): Source[] {
  const own = [...inline].map(([name, { policyDocument, statements }]) => ({
    policy: `policy '${name}' of role '${role.roleName}'`,
    document: policyDocument,
    statements,
  }));
  const attached = listAttachedPolicies(policyStore, role.roleName).map(({ arn, policyDocument }) => ({
    policy: `policy ${arn}`,
    document: policyDocument,
    statements: requirePolicy(policyStore, arn).statements,
  }));
  return [...own, ...attached];
}

function listBoundary({ policyStore }: RoleStore, { role: { permissionsBoundary: arn } }: StoredRole): Source[] {
  const statements = arn === undefined ? undefined : findStatements(policyStore, arn);
  if (arn === undefined || statements === undefined) return [];
  const { policyDocument } = requirePolicy(policyStore, arn).policy;
  return [{ policy: `permissions boundary ${arn}`, document: policyDocument, statements }];
}

/** The first statement of the effect that matches, on its own. */
function findDeciding(
  sources: readonly Source[],
  effect: "Allow" | "Deny",
  question: Question,
): Explanation["statement"] {
  const wanted = effect === "Allow" ? "allow" : "explicit-deny";
  for (const { policy, document, statements } of sources)
    for (const [index, statement] of statements.entries())
      if (statement.effect === effect && evaluateStatements([statement], question).effect === wanted)
        return { policy, json: readStatement(document, index) };
  return undefined;
}

function readStatement(document: string, index: number): JsonObject {
  const { Statement } = JSON.parse(document) as { readonly Statement: JsonObject | JsonObject[] };
  return (toList(Statement)[index] ?? {}) as JsonObject;
}
