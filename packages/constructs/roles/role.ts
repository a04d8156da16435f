import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { type TerraformMetaArguments, Token } from "cdktf";
import type { Construct } from "constructs";
import { type PolicyStatement, writePolicy } from "./policy-statements";
import { type Environment, hashShort, nameResource } from "../names/resource-name";

export interface RoleProps extends Pick<TerraformMetaArguments, "lifecycle"> {
  readonly environment: Environment;
  /** Last part of the role's name. */
  readonly name: string;
  /** Who may assume it. */
  readonly trust: PolicyStatement;
}

/**
 * A role, in the path and the boundary that all roles of the stack have. IAM takes one role of a name, whatever its path, and
 * a new one is made before the old one goes: so the name tells the path, of a role that may go.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html documented, as RoleName
 */
export function createRole(scope: Construct, id: string, { environment, name, trust, lifecycle }: RoleProps): IamRole {
  const { rolePath = "/", permissionsBoundary } = environment;
  const isPlain = rolePath === "/" || Token.isUnresolved(rolePath) || lifecycle?.preventDestroy === true;
  return new IamRole(scope, id, {
    name: nameResource("role", environment, isPlain ? name : `${name}-${hashShort(rolePath)}`),
    assumeRolePolicy: writePolicy(trust),
    path: environment.rolePath,
    permissionsBoundary,
    lifecycle,
  });
}
