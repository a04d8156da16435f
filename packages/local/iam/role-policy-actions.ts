import type { QueryAction } from "../protocols/query-protocol";
import type { Iam } from "./iam";
import { encodeDocument, printPage, requireText } from "./read-parameters";

/** The actions on the policies within roles and attached to them. */
export function createRolePolicyActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return { ...createInlinePolicyActions(iam), ...createAttachmentActions(iam) };
}

function createInlinePolicyActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    PutRolePolicy: {
      mutates: true,
      run: (request) =>
        void iam.putRolePolicy({
          roleName: requireText(request, "RoleName"),
          policyName: requireText(request, "PolicyName"),
          policyDocument: requireText(request, "PolicyDocument"),
        }),
    },
    GetRolePolicy: {
      run: (request) => {
        const found = iam.getRolePolicy(requireText(request, "RoleName"), requireText(request, "PolicyName"));
        const { roleName, policyName, policyDocument } = found;
        return { RoleName: roleName, PolicyName: policyName, PolicyDocument: encodeDocument(policyDocument) };
      },
    },
    DeleteRolePolicy: {
      mutates: true,
      run: (request) => void iam.deleteRolePolicy(requireText(request, "RoleName"), requireText(request, "PolicyName")),
    },
    ListRolePolicies: {
      run: (request) => printPage(request, "PolicyNames", iam.listRolePolicies(requireText(request, "RoleName"))),
    },
  };
}

function createAttachmentActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    AttachRolePolicy: {
      mutates: true,
      run: (request) => {
        const [roleName, policyArn] = [requireText(request, "RoleName"), requireText(request, "PolicyArn")];
        iam.attachRolePolicy({ roleName, policyArn });
        return undefined;
      },
    },
    DetachRolePolicy: {
      mutates: true,
      run: (request) => {
        const [roleName, policyArn] = [requireText(request, "RoleName"), requireText(request, "PolicyArn")];
        iam.detachRolePolicy({ roleName, policyArn });
        return undefined;
      },
    },
    ListAttachedRolePolicies: {
      run: (request) => {
        const prefix = request.read("PathPrefix") ?? "/";
        const found = iam.listAttachedRolePolicies(requireText(request, "RoleName"));
        const shown = found.filter(({ path }) => path.startsWith(prefix));
        const policies = shown.map(({ policyName, arn }) => ({ PolicyName: policyName, PolicyArn: arn }));
        return printPage(request, "AttachedPolicies", policies);
      },
    },
  };
}
