import { defineAction, encodeDocument, type IamActions, PAGE, POLICY, printPage, REQUIRED, ROLE } from "./action";

const INLINE = { ...ROLE, PolicyName: REQUIRED } as const;
const ATTACHMENT = { ...ROLE, ...POLICY } as const;

/** The actions on the policies within roles and attached to them. */
export const ROLE_POLICY_ACTIONS: IamActions = {
  PutRolePolicy: defineAction({
    mutates: true,
    members: { ...INLINE, PolicyDocument: REQUIRED },
    run: (iam, { RoleName: roleName, PolicyName: policyName, PolicyDocument: policyDocument }) =>
      void iam.putRolePolicy({ roleName, policyName, policyDocument }),
  }),
  GetRolePolicy: defineAction({
    members: INLINE,
    run(iam, { RoleName, PolicyName }) {
      const { policyDocument } = iam.getRolePolicy(RoleName, PolicyName);
      return { RoleName, PolicyName, PolicyDocument: encodeDocument(policyDocument) };
    },
  }),
  DeleteRolePolicy: defineAction({
    mutates: true,
    members: INLINE,
    run: (iam, { RoleName, PolicyName }) => void iam.deleteRolePolicy(RoleName, PolicyName),
  }),
  ListRolePolicies: defineAction({
    members: { ...ROLE, ...PAGE },
    run: (iam, request) => printPage(request, "PolicyNames", iam.listRolePolicies(request.RoleName)),
  }),
  AttachRolePolicy: defineAction({
    mutates: true,
    members: ATTACHMENT,
    run: (iam, { RoleName: roleName, PolicyArn: policyArn }) => void iam.attachRolePolicy({ roleName, policyArn }),
  }),
  DetachRolePolicy: defineAction({
    mutates: true,
    members: ATTACHMENT,
    run: (iam, { RoleName: roleName, PolicyArn: policyArn }) => void iam.detachRolePolicy({ roleName, policyArn }),
  }),
  ListAttachedRolePolicies: defineAction({
    members: { ...ROLE, PathPrefix: {}, ...PAGE },
    run(iam, request) {
      const { RoleName, PathPrefix = "/" } = request;
      const shown = iam.listAttachedRolePolicies(RoleName).filter(({ path }) => path.startsWith(PathPrefix));
      const policies = shown.map(({ policyName, arn }) => ({ PolicyName: policyName, PolicyArn: arn }));
      return printPage(request, "AttachedPolicies", policies);
    },
  }),
};
