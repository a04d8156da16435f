import type { XmlValue } from "../protocols/query-protocol";
import type { RequestOf } from "../protocols/request";
import {
  defineAction,
  encodeDocument,
  type IamActions,
  PAGE,
  POLICY,
  printPage,
  printTags,
  printTime,
  readTagList,
  REQUIRED,
  TAGS,
} from "./action";
import type { Iam, Policy } from "./iam";
import type { PolicyVersion } from "./policies";

/** Pattern and text: *recorded* (LocalStack's AWS-validated snapshots). */
const VERSION_ID = { ...REQUIRED, pattern: String.raw`v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`, secret: true } as const;
const VERSION = { ...POLICY, VersionId: VERSION_ID } as const;
const LIST = { Scope: {}, OnlyAttached: { type: "boolean" }, PathPrefix: {}, ...PAGE } as const;

/** The actions on managed policies. */
export const POLICY_ACTIONS: IamActions = {
  CreatePolicy: defineAction({
    mutates: true,
    members: { PolicyName: REQUIRED, Path: {}, PolicyDocument: REQUIRED, Description: {}, ...TAGS },
    run(iam, request) {
      const created = iam.createPolicy({
        policyName: request.PolicyName,
        policyDocument: request.PolicyDocument,
        path: request.Path,
        description: request.Description,
        tags: readTagList(request),
      });
      const tags = iam.policyTags(created.arn);
      return { Policy: { ...describePolicy(iam, created), ...(tags.size > 0 && { Tags: printTags(tags) }) } };
    },
  }),
  GetPolicy: defineAction({
    members: POLICY,
    run(iam, { PolicyArn }) {
      const policy = iam.getPolicy(PolicyArn);
      const told = { Description: policy.description, Tags: printTags(iam.policyTags(PolicyArn)) };
      return { Policy: { ...describePolicy(iam, policy), ...told } };
    },
  }),
  DeletePolicy: defineAction({
    mutates: true,
    members: POLICY,
    run: (iam, { PolicyArn }) => void iam.deletePolicy(PolicyArn),
  }),
  ListPolicies: defineAction({
    members: LIST,
    run(iam, request) {
      const policies = selectPolicies(iam, request).map((each) => describePolicy(iam, each));
      return printPage(request, "Policies", policies);
    },
  }),
  ListEntitiesForPolicy: defineAction({
    members: { ...POLICY, EntityFilter: {} },
    run(iam, { PolicyArn, EntityFilter = "Role" }) {
      const names = iam.listPolicyRoles(PolicyArn);
      const roles = names.map((name) => ({ RoleName: name, RoleId: iam.getRole(name).roleId }));
      const shown = EntityFilter === "Role" ? roles : [];
      return { PolicyGroups: [], PolicyUsers: [], PolicyRoles: shown, IsTruncated: false };
    },
  }),
};

/** The actions on versions of managed policies. */
export const POLICY_VERSION_ACTIONS: IamActions = {
  CreatePolicyVersion: defineAction({
    mutates: true,
    members: { ...POLICY, PolicyDocument: REQUIRED, SetAsDefault: { type: "boolean" } },
    run(iam, { PolicyArn: policyArn, PolicyDocument: policyDocument, SetAsDefault: setAsDefault }) {
      const version = iam.createPolicyVersion({ policyArn, policyDocument, setAsDefault });
      return { PolicyVersion: describeVersion(iam, policyArn, version) };
    },
  }),
  GetPolicyVersion: defineAction({
    members: VERSION,
    run(iam, { PolicyArn, VersionId }) {
      const version = iam.getPolicyVersion(PolicyArn, VersionId);
      const Document = encodeDocument(version.policyDocument);
      return { PolicyVersion: { ...describeVersion(iam, PolicyArn, version), Document } };
    },
  }),
  ListPolicyVersions: defineAction({
    members: { ...POLICY, ...PAGE },
    run(iam, request) {
      const { PolicyArn } = request;
      const versions = iam.listPolicyVersions(PolicyArn).map((version) => describeVersion(iam, PolicyArn, version));
      return printPage(request, "Versions", versions);
    },
  }),
  SetDefaultPolicyVersion: defineAction({
    mutates: true,
    members: VERSION,
    run: (iam, { PolicyArn, VersionId }) => void iam.setDefaultPolicyVersion(PolicyArn, VersionId),
  }),
  DeletePolicyVersion: defineAction({
    mutates: true,
    members: VERSION,
    run: (iam, { PolicyArn, VersionId }) => void iam.deletePolicyVersion(PolicyArn, VersionId),
  }),
};

function describeVersion(iam: Iam, policyArn: string, version: PolicyVersion): { readonly [name: string]: XmlValue } {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: iam.getPolicy(policyArn).defaultVersionId === version.versionId,
    CreateDate: printTime(version.createDate),
  };
}

function selectPolicies(iam: Iam, request: RequestOf<typeof LIST>): Policy[] {
  const { Scope = "All", PathPrefix = "/", OnlyAttached } = request;
  return iam.listPolicies().filter(({ arn, path }) => {
    const owner = arn.split(":")[4] === "aws" ? "AWS" : "Local";
    if (Scope !== "All" && Scope !== owner) return false;
    return path.startsWith(PathPrefix) && (OnlyAttached !== true || iam.listPolicyRoles(arn).length > 0);
  });
}

/** What all answers have. *Recorded*, as is what CreatePolicy and GetPolicy add: LocalStack's AWS-validated snapshots. */
function describePolicy(iam: Iam, policy: Policy): { readonly [name: string]: XmlValue } {
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: iam.listPolicyRoles(policy.arn).length,
    PermissionsBoundaryUsageCount: iam.countBoundaries(policy.arn),
    IsAttachable: true,
    CreateDate: printTime(policy.createDate),
    UpdateDate: printTime(policy.updateDate),
  };
}
