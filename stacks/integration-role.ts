import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { type PolicyStatement, trustApiGateway, writePolicy } from "./policy-statements";
import type { Environment } from "./resource-name";
import { createRole } from "./role";

export interface IntegrationRoleProps {
  readonly environment: Environment;
  /** Last part of the role's name. */
  readonly name: string;
  readonly policyName: string;
  readonly statements: readonly PolicyStatement[];
}

/** Whom an integration calls its backend as. */
export interface IntegrationCaller {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
}

/** A role of API Gateway's, with the one policy that says what it may do. */
export function createIntegrationRole(scope: Construct, props: IntegrationRoleProps): IntegrationCaller {
  const { environment, name } = props;
  const role = createRole(scope, "Role", { environment, name, trust: trustApiGateway });
  const policy = new IamRolePolicy(scope, "RolePolicy", {
    name: props.policyName,
    role: role.name,
    policy: writePolicy(...props.statements),
  });
  return { role, policy };
}
