import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { noteGivenRole } from "../roles/note-given-role";
import { type PolicyStatement, trustApiGateway, writePolicy } from "../roles/policy-statements";
import type { Environment } from "../names/resource-name";
import { createRole } from "../roles/role";

export interface IntegrationRoleProps {
  readonly environment: Environment;
  /** Last part of the role's name. */
  readonly name: string;
  readonly policyName: string;
  readonly statements: readonly PolicyStatement[];
  /** ARN of a role that is there already. @default - one is made */
  readonly roleArn?: string;
}

/** Whom an integration calls its backend as. */
export interface IntegrationCaller {
  readonly roleArn: string;
  /** None for a role that is there already. */
  readonly role?: IamRole;
  /** None for a role that is there already. */
  readonly policy?: IamRolePolicy;
}

/** A role of API Gateway's, with the one policy that says what it may do; or one that is there already, with a note of what it must allow. */
export function createIntegrationRole(scope: Construct, props: IntegrationRoleProps): IntegrationCaller {
  const { environment, name, roleArn, statements } = props;
  if (roleArn !== undefined) {
    noteGivenRole(scope, { option: "integrationRoleArn", roleArn, service: "apigateway.amazonaws.com", statements });
    return { roleArn };
  }
  const role = createRole(scope, "Role", { environment, name, trust: trustApiGateway });
  const policy = new IamRolePolicy(scope, "RolePolicy", {
    name: props.policyName,
    role: role.name,
    policy: writePolicy(...statements),
  });
  return { roleArn: role.arn, role, policy };
}
