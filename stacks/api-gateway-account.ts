import { ApiGatewayAccount as AccountSettings } from "@cdktf/provider-aws/lib/api-gateway-account";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { DeploymentStack } from "./deployment-stack";
import { trustApiGateway } from "@sfn-websocket/constructs/roles/policy-statements";
import { createRole } from "@sfn-websocket/constructs/roles/role";
import type { DeploymentProps } from "./stack-props";

/**
 * The role by which API Gateway writes logs, in the settings that an account has once for each region and shares among
 * all its APIs. The settings are imported, so that the plan shows whose role it takes the place of; and nothing here can
 * be destroyed, since every other API's logs hang on it too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html documented
 */
export class ApiGatewayAccount extends DeploymentStack {
  constructor(scope: Construct, id: string, props: DeploymentProps = {}) {
    super(scope, id, { ...props, stage: "" });
    const role = createRole(this, "Role", {
      environment: this.environment,
      name: "cloudwatch",
      trust: trustApiGateway,
      lifecycle: { preventDestroy: true },
    });
    const attachment = new IamRolePolicyAttachment(this, "PushToCloudWatchLogs", {
      role: role.name,
      policyArn: `arn:${this.location.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
      lifecycle: { preventDestroy: true },
    });
    const settings = new AccountSettings(this, "Settings", {
      cloudwatchRoleArn: role.arn,
      // API Gateway tries the role before it takes it.
      dependsOn: [attachment],
      lifecycle: { preventDestroy: true },
    });
    // Not by importFrom, which asks Terraform for its version: whoever only runs the stack need not have Terraform.
    const to = `${settings.terraformResourceType}.${settings.friendlyUniqueId}`;
    this.addOverride("import", [{ to, id: "api-gateway-account" }]);
    new TerraformOutput(this, "CloudWatchRoleArn", {
      description: "Role by which API Gateway writes logs in this account and region",
      value: role.arn,
    });
  }
}
