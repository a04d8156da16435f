import type { QueryAction, QueryRequest, XmlValue } from "../protocols/query-protocol";
import type { Iam, Policy } from "./iam";
import type { PolicyVersion } from "./policies";
import { encodeDocument, printPage, printTags, printTime, readTagList, requireText } from "./read-parameters";
import { createTagActions } from "./tag-actions";

/** The actions on managed policies. */
export function createPolicyActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    ...createOnePolicyActions(iam),
    ...createTagActions("Policy", (request) => iam.policyTags(requireText(request, "PolicyArn"))),
  };
}

function createOnePolicyActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    CreatePolicy: {
      mutates: true,
      run: (request) => {
        const created = iam.createPolicy({
          policyName: requireText(request, "PolicyName"),
          policyDocument: requireText(request, "PolicyDocument"),
          path: request.read("Path"),
          description: request.read("Description"),
          tags: readTagList(request),
        });
        return { Policy: describePolicy(iam, created) };
      },
    },
    GetPolicy: {
      run: (request) => ({ Policy: describePolicy(iam, iam.getPolicy(requireText(request, "PolicyArn"))) }),
    },
    DeletePolicy: { mutates: true, run: (request) => void iam.deletePolicy(requireText(request, "PolicyArn")) },
    ListPolicies: {
      run: (request) =>
        printPage(
          request,
          "Policies",
          selectPolicies(iam, request).map((each) => describePolicy(iam, each)),
        ),
    },
    ListEntitiesForPolicy: {
      run: (request) => {
        const names = iam.listPolicyRoles(requireText(request, "PolicyArn"));
        const roles = names.map((name) => ({ RoleName: name, RoleId: iam.getRole(name).roleId }));
        const isShown = ["Role", undefined].includes(request.read("EntityFilter"));
        return { PolicyGroups: [], PolicyUsers: [], PolicyRoles: isShown ? roles : [], IsTruncated: false };
      },
    },
  };
}

/** The actions on versions of managed policies. */
export function createPolicyVersionActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return { ...createVersionDocumentActions(iam), ...createVersionChoiceActions(iam) };
}

function createVersionDocumentActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    CreatePolicyVersion: {
      mutates: true,
      run: (request) => {
        const version = iam.createPolicyVersion({
          policyArn: requireText(request, "PolicyArn"),
          policyDocument: requireText(request, "PolicyDocument"),
          setAsDefault: request.read("SetAsDefault") === "true",
        });
        return { PolicyVersion: describeVersion(iam, request, version) };
      },
    },
    GetPolicyVersion: {
      run: (request) => {
        const version = iam.getPolicyVersion(requireText(request, "PolicyArn"), requireText(request, "VersionId"));
        const Document = encodeDocument(version.policyDocument);
        return { PolicyVersion: { ...describeVersion(iam, request, version), Document } };
      },
    },
    ListPolicyVersions: {
      run: (request) => {
        const versions = iam.listPolicyVersions(requireText(request, "PolicyArn"));
        return printPage(
          request,
          "Versions",
          versions.map((version) => describeVersion(iam, request, version)),
        );
      },
    },
  };
}

function createVersionChoiceActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    SetDefaultPolicyVersion: {
      mutates: true,
      run: (request) =>
        void iam.setDefaultPolicyVersion(requireText(request, "PolicyArn"), requireText(request, "VersionId")),
    },
    DeletePolicyVersion: {
      mutates: true,
      run: (request) =>
        void iam.deletePolicyVersion(requireText(request, "PolicyArn"), requireText(request, "VersionId")),
    },
  };
}

function describeVersion(
  iam: Iam,
  request: QueryRequest,
  version: PolicyVersion,
): { readonly [name: string]: XmlValue } {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: iam.getPolicy(requireText(request, "PolicyArn")).defaultVersionId === version.versionId,
    CreateDate: printTime(version.createDate),
  };
}

function selectPolicies(iam: Iam, request: QueryRequest): Policy[] {
  const scope = request.read("Scope") ?? "All";
  const prefix = request.read("PathPrefix") ?? "/";
  const isAttachedOnly = request.read("OnlyAttached") === "true";
  return iam.listPolicies().filter(({ arn, path }) => {
    const owner = arn.split(":")[4] === "aws" ? "AWS" : "Local";
    if (scope !== "All" && scope !== owner) return false;
    return path.startsWith(prefix) && (!isAttachedOnly || iam.listPolicyRoles(arn).length > 0);
  });
}

function describePolicy(iam: Iam, policy: Policy): XmlValue {
  const tags = iam.policyTags(policy.arn);
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: iam.listPolicyRoles(policy.arn).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: printTime(policy.createDate),
    UpdateDate: printTime(policy.updateDate),
    Tags: tags.size > 0 ? printTags(tags) : undefined,
  };
}
