import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { type PolicyStatement, writePolicy } from "./policy-statements";
import { type Environment, nameResource } from "./resource-name";

export interface RoleProps extends Pick<TerraformMetaArguments, "lifecycle"> {
  readonly environment: Environment;
  /** Last part of the role's name. */
  readonly name: string;
  /** Who may assume it. */
  readonly trust: PolicyStatement;
}

/** A role, in the path and the boundary that all roles of the stack have. */
export function createRole(scope: Construct, id: string, { environment, name, trust, lifecycle }: RoleProps): IamRole {
  const { rolePath, permissionsBoundary } = environment;
  return new IamRole(scope, id, {
    name: nameResource("role", environment, name),
    assumeRolePolicy: writePolicy(trust),
    path: rolePath,
    permissionsBoundary,
    lifecycle,
  });
}
