import { compilePolicy } from "./compile-policy";
import { IamError } from "./iam-error";
import { findPolicy, requirePolicy, validatePolicySize } from "./policies";
import type { PolicyStore, PolicyVersion } from "./policies";
import { parsePolicy } from "./policy-document";

const MAXIMUM_VERSIONS = 5;

export interface CreatePolicyVersionRequest {
  readonly policyArn: string;
  /** The text of the policy, as JSON. */
  readonly policyDocument: string;
  /** @default false */
  readonly setAsDefault?: boolean;
}

/** The calls of the IAM API on versions of managed policies: the default one is what holds. */
export function createPolicyVersionCalls(store: PolicyStore) {
  return {
    createPolicyVersion: (request: CreatePolicyVersionRequest): PolicyVersion => createVersion(store, request),
    getPolicyVersion: (policyArn: string, versionId: string): PolicyVersion =>
      requireVersion(store, policyArn, versionId),
    /** The latest first. */
    listPolicyVersions: (policyArn: string): PolicyVersion[] =>
      [...requirePolicy(store, policyArn).versions.values()].reverse(),
    setDefaultPolicyVersion: (policyArn: string, versionId: string): void => setDefault(store, policyArn, versionId),
    deletePolicyVersion: (policyArn: string, versionId: string): void => deleteVersion(store, policyArn, versionId),
  };
}

/** Texts here and below: *assumed* from what AWS's clients print. */
function createVersion(store: PolicyStore, request: CreatePolicyVersionRequest): PolicyVersion {
  const { policyArn, policyDocument, setAsDefault } = request;
  const stored = requirePolicy(store, policyArn);
  validatePolicySize(policyDocument);
  parsePolicy(policyDocument, "managed");
  if (stored.versions.size >= MAXIMUM_VERSIONS) {
    const message = `A managed policy can have up to ${MAXIMUM_VERSIONS} versions. Before you create a new version, you must delete an existing version.`;
    throw new IamError("LimitExceeded", message);
  }
  const versionId = `v${++stored.latestVersion}`;
  const version = { versionId, policyDocument, createDate: store.account.now() };
  stored.versions.set(versionId, version);
  if (setAsDefault) setDefault(store, policyArn, versionId);
  return version;
}

/** Text: *recorded* (LocalStack's AWS-validated snapshots), also for a policy that is not there. */
function requireVersion(store: PolicyStore, policyArn: string, versionId: string): PolicyVersion {
  const found = findPolicy(store, policyArn)?.versions.get(versionId);
  if (found !== undefined) return found;
  throw new IamError("NoSuchEntity", `Policy ${policyArn} version ${versionId} does not exist or is not attachable.`);
}

function setDefault(store: PolicyStore, policyArn: string, defaultVersionId: string): void {
  const { policyDocument } = requireVersion(store, policyArn, defaultVersionId);
  const stored = requirePolicy(store, policyArn);
  stored.statements = compilePolicy(parsePolicy(policyDocument, "managed"));
  stored.policy = { ...stored.policy, policyDocument, defaultVersionId, updateDate: store.account.now() };
  store.onChange();
}

function deleteVersion(store: PolicyStore, policyArn: string, versionId: string): void {
  requireVersion(store, policyArn, versionId);
  const { policy, versions } = requirePolicy(store, policyArn);
  if (policy.defaultVersionId === versionId) {
    throw new IamError("DeleteConflict", "Cannot delete the default version of a policy.");
  }
  versions.delete(versionId);
}
