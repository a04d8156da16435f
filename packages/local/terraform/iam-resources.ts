import { findText, text } from "./attributes";
import type { Create } from "./resource-types";

/** IAM's resource types. */
export const IAM_RESOURCES: Readonly<Record<string, Create>> = {
  aws_iam_role: ({ attributes, id, aws }) => {
    const { arn, roleName } = aws.iam.createRole({
      roleName: findText(attributes, "name") ?? `terraform-${id}`,
      path: findText(attributes, "path"),
      permissionsBoundary: findText(attributes, "permissions_boundary"),
      assumeRolePolicyDocument: text(attributes, "assume_role_policy"),
    });
    return { id: roleName, name: roleName, arn };
  },
  aws_iam_role_policy: ({ attributes, id, aws }) => {
    const policyName = findText(attributes, "name") ?? `terraform-${id}`;
    const roleName = text(attributes, "role");
    aws.iam.putRolePolicy({ roleName, policyName, policyDocument: text(attributes, "policy") });
    return { id: `${roleName}:${policyName}`, name: policyName };
  },
  aws_iam_policy: ({ attributes, id, aws }) => {
    const policyName = findText(attributes, "name") ?? `terraform-${id}`;
    const { arn } = aws.iam.createPolicy({ policyName, policyDocument: text(attributes, "policy") });
    return { id: arn, arn, name: policyName };
  },
  aws_iam_role_policy_attachment: ({ attributes, id, aws }) => {
    aws.iam.attachRolePolicy({ roleName: text(attributes, "role"), policyArn: text(attributes, "policy_arn") });
    return { id };
  },
};
