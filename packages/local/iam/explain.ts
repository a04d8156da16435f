import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Account } from "./account";
import type { AuthorizeRequest } from "./authorize-request";
import { type Decision, decideAction, decideAssumeRole } from "./authorize";
import type { CompiledStatement } from "./compile-policy";
import { evaluateStatements, type Question } from "./evaluate-statements";
import type { ForeignRoles } from "./foreign-roles";
import { findStatements, listAttachedPolicies, requirePolicy } from "./policies";
import { toList } from "./policy-grammar";
import { ASSUME_ROLE, askSession, askTrust } from "./request-keys";
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
  const identity = listIdentity(store, stored);
  return explainDecision(decideAction(role, request, account).decision, {
    allowing: identity,
    denying: [...identity, ...listBoundary(store, stored)],
    question: askSession(request, account, role.role),
    needed: { Effect: "Allow", Action: request.action, Resource: request.resource },
  });
}

function explainMissing(foreignRoles: ForeignRoles, { roleArn }: AuthorizeRequest): Explanation {
  const found = foreignRoles.find(roleArn);
  if (found?.decision.allowed === true)
    return { allowed: true, why: `the role is not made here, and is taken to allow everything` };
  return { allowed: false, why: `the role does not exist, got '${roleArn}'` };
}

function explainAssuming({ role, trust }: StoredRole, request: AuthorizeRequest, account: Account): Explanation {
  const { principalService: name } = request;
  const policy = `trust policy of role '${role.roleName}'`;
  const sources = [{ policy, document: role.assumeRolePolicyDocument, statements: trust }];
  return explainDecision(decideAssumeRole({ role, trust, identity: [] }, request, account).decision, {
    allowing: sources,
    denying: sources,
    question: askTrust(request, account),
    needed: {
      Effect: "Allow",
      Principal: { [name.startsWith("arn:") ? "AWS" : "Service"]: name },
      Action: ASSUME_ROLE,
    },
  });
}

/** What may have led to a decision. */
interface Grounds {
  /** The policies whose statements can allow, and those whose can deny. */
  readonly allowing: readonly Source[];
  readonly denying: readonly Source[];
  readonly question: Question;
  readonly needed: JsonObject;
}

function explainDecision(decision: Decision, { allowing, denying, question, needed }: Grounds): Explanation {
  if (!decision.allowed) {
    const statement = findDeciding(denying, "Deny", question);
    return { allowed: false, why: decision.message, ...(statement ? { statement } : { needed }) };
  }
  const statement = findDeciding(allowing, "Allow", question);
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
