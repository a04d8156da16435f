import type { Account } from "./account";
import { compilePolicy } from "./compile-policy";
import type { CompiledStatement } from "./compile-policy";
import { IamError } from "./iam-error";
import {
  describeKeptPolicy,
  describeUnknownPolicy,
  explainMissingPolicy,
  isUnknownDocument,
  listAwsPolicies,
  listUnknownPolicies,
} from "./managed-policies";
import { validateName, validatePath, validateSize } from "./names";
import { parsePolicy } from "./policy-document";
import { POLICY_KEYS, readTags, type Tag } from "./tags";

const MAXIMUM_SIZE = 6_144;

/** A managed policy; its creation in milliseconds since 1970. */
export interface Policy {
  readonly policyName: string;
  readonly policyId: string;
  readonly path: string;
  readonly arn: string;
  readonly description?: string | undefined;
  readonly createDate: number;
  readonly updateDate: number;
  /** Of the default version. */
  readonly policyDocument: string;
  readonly defaultVersionId: string;
}

/** A version of a managed policy; its creation in milliseconds since 1970. */
export interface PolicyVersion {
  /** `v1`, `v2`, ... */
  readonly versionId: string;
  readonly policyDocument: string;
  readonly createDate: number;
}

export interface CreatePolicyRequest {
  readonly policyName: string;
  /** @default "/" */
  readonly path?: string;
  /** @default none */
  readonly description?: string;
  /** The text of the policy, as JSON. */
  readonly policyDocument: string;
  /** @default none */
  readonly tags?: readonly Tag[];
}

export interface StoredPolicy {
  policy: Policy;
  statements: readonly CompiledStatement[];
  /** By their ids. */
  readonly versions: Map<string, PolicyVersion>;
  /** The number of the latest version, also of one that is deleted: numbers are not given twice. */
  latestVersion: number;
  /** The names of the roles that it is attached to. */
  readonly attachedTo: Set<string>;
  readonly tags: Map<string, string>;
}

/** The managed policies of an account by ARN, AWS's own among them. */
export interface PolicyStore {
  readonly account: Account;
  readonly policies: Map<string, StoredPolicy>;
  readonly onChange: () => void;
  /** How many roles have a policy as their permissions boundary. */
  readonly countBoundaries: (policyArn: string) => number;
}

/** A store that holds AWS's own policies; `onChange` is told of every change. */
export function createPolicyStore(
  account: Account,
  { onChange, countBoundaries }: Pick<PolicyStore, "onChange" | "countBoundaries">,
): PolicyStore {
  const store: PolicyStore = { account, policies: new Map(), onChange, countBoundaries };
  for (const policy of listAwsPolicies(account.partition)) addPolicy(store, policy);
  return store;
}

/** The calls of the IAM API on managed policies. */
export function createPolicyCalls(store: PolicyStore) {
  return {
    createPolicy: (request: CreatePolicyRequest): Policy => createPolicy(store, request),
    getPolicy: (policyArn: string): Policy => requirePolicy(store, policyArn).policy,
    /** AWS's own among them, also those whose documents are not known here. */
    listPolicies: (): Policy[] => listPolicies(store),
    deletePolicy: (policyArn: string): void => deletePolicy(store, policyArn),
    policyTags: (policyArn: string): Map<string, string> => requirePolicy(store, policyArn).tags,
    /** How many roles have a policy as their permissions boundary. */
    countBoundaries: store.countBoundaries,
    /** The names of the roles that a policy is attached to. */
    listPolicyRoles: (policyArn: string): string[] => [...requirePolicy(store, policyArn).attachedTo],
  };
}

function createPolicy(store: PolicyStore, request: CreatePolicyRequest): Policy {
  const { policyName, path = "/", description, policyDocument, tags = [] } = request;
  const { partition, accountId } = store.account;
  validateName("policyName", policyName);
  validatePath(path);
  validatePolicySize(policyDocument);
  const arn = `arn:${partition}:iam::${accountId}:policy${path}${policyName}`;
  if (store.policies.has(arn)) {
    const message = `A policy called ${policyName} already exists. Duplicate names are not allowed.`;
    throw new IamError("EntityAlreadyExists", message);
  }
  return addPolicy(store, { policyName, path, arn, description, policyDocument }, tags);
}

/** Throws IamError LimitExceeded for a document that is too long. */
export function validatePolicySize(policyDocument: string): void {
  validateSize(policyDocument, MAXIMUM_SIZE, `Cannot exceed quota for PolicySize: ${MAXIMUM_SIZE}`);
}

type NewPolicy = Pick<Policy, "policyName" | "path" | "arn" | "description" | "policyDocument">;

function addPolicy(store: PolicyStore, policy: NewPolicy, tags: readonly Tag[] = []): Policy {
  const { policyDocument } = policy;
  const statements = compilePolicy(parsePolicy(policyDocument, "managed"));
  const createDate = store.account.now();
  const [versionId, policyId] = ["v1", store.account.createId("ANPA")];
  const created = { ...policy, policyId, createDate, updateDate: createDate, defaultVersionId: versionId };
  const versions = new Map([[versionId, { versionId, policyDocument, createDate }]]);
  const stored = { policy: created, statements, versions, latestVersion: 1, attachedTo: new Set<string>() };
  store.policies.set(policy.arn, { ...stored, tags: readTags(tags, POLICY_KEYS) });
  store.onChange();
  return created;
}

/** Text: *recorded* (LocalStack's AWS-validated snapshots). */
function validateArn(policyArn: string): void {
  if (!policyArn.startsWith("arn:")) throw new IamError("ValidationError", `ARN ${policyArn} is not valid.`);
}

/** The policy of an ARN; throws IamError NoSuchEntity if there is none, ValidationError for what is no ARN. */
export function requirePolicy(store: PolicyStore, policyArn: string): StoredPolicy {
  validateArn(policyArn);
  const found = findPolicy(store, policyArn);
  if (found === undefined) throw new IamError("NoSuchEntity", `Policy ${policyArn} was not found.`);
  return found;
}

/** The statements of a policy, undefined where there is none or its document is not known here. */
export function findStatements(store: PolicyStore, policyArn: string): readonly CompiledStatement[] | undefined {
  const found = findPolicy(store, policyArn);
  return found === undefined || isUnknownDocument(found.policy.policyDocument) ? undefined : found.statements;
}

/** One of AWS whose document is not known here is added when it is first asked for. */
export function findPolicy(store: PolicyStore, policyArn: string): StoredPolicy | undefined {
  const unknown = store.policies.has(policyArn) ? undefined : describeUnknownPolicy(policyArn, store.account.partition);
  if (unknown !== undefined) addPolicy(store, unknown);
  return store.policies.get(policyArn);
}

function listPolicies(store: PolicyStore): Policy[] {
  for (const policy of listUnknownPolicies(store.account.partition))
    if (!store.policies.has(policy.arn)) addPolicy(store, policy);
  return [...store.policies.values()].map(({ policy }) => policy);
}

/** *Assumed*: the text is the same of a policy that is a permissions boundary. */
function deletePolicy(store: PolicyStore, policyArn: string): void {
  const { attachedTo, versions } = requirePolicy(store, policyArn);
  if (attachedTo.size > 0 || store.countBoundaries(policyArn) > 0)
    throw new IamError("DeleteConflict", "Cannot delete a policy attached to entities.");
  if (versions.size > 1) {
    const message =
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
    throw new IamError("DeleteConflict", message);
  }
  store.policies.delete(policyArn);
  store.onChange();
}

/** Attaches a policy to a role that exists; the log says of one of AWS's that its document is not known, or is none. */
export function attachPolicy(store: PolicyStore, policyArn: string, roleName: string): void {
  const { log, partition } = store.account;
  validateArn(policyArn);
  const stored = findPolicy(store, policyArn);
  if (stored === undefined) {
    const missing = explainMissingPolicy(policyArn, partition);
    if (missing !== undefined) log(`IAM: role '${roleName}': ${missing}`);
    throw new IamError("NoSuchEntity", `Policy ${policyArn} does not exist or is not attachable.`);
  }
  const { policyName, policyDocument } = stored.policy;
  if (isUnknownDocument(policyDocument)) {
    const advice = "it allows nothing here; put what the role needs into a policy of its own to try it";
    log(`IAM: role '${roleName}': the document of AWS's policy '${policyName}' is not known: ${advice}`);
  }
  stored.attachedTo.add(roleName);
  store.onChange();
}

/** Attaches what was attached when the state was kept, though AWS's list of policies has another name by now. */
export function restoreAttachment(store: PolicyStore, policyArn: string, roleName: string): void {
  const kept = store.policies.has(policyArn) ? undefined : describeKeptPolicy(policyArn);
  if (kept !== undefined) addPolicy(store, kept);
  attachPolicy(store, policyArn, roleName);
}

/** Detaches a policy from a role that it is attached to. */
export function detachPolicy(store: PolicyStore, policyArn: string, roleName: string): void {
  if (!requirePolicy(store, policyArn).attachedTo.delete(roleName)) {
    throw new IamError("NoSuchEntity", `Policy ${policyArn} was not found.`);
  }
  store.onChange();
}

/** The policies attached to a role, in the order that they were created. */
export function listAttachedPolicies(store: PolicyStore, roleName: string): Policy[] {
  return attachedTo(store, roleName).map(({ policy }) => policy);
}

/** The statements of the policies attached to a role. */
export function readAttachedStatements(store: PolicyStore, roleName: string): CompiledStatement[] {
  return attachedTo(store, roleName).flatMap(({ statements }) => statements);
}

function attachedTo(store: PolicyStore, roleName: string): StoredPolicy[] {
  return [...store.policies.values()].filter((stored) => stored.attachedTo.has(roleName));
}
