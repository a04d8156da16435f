import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { type AwsLocation, locate } from "@sfn-websocket/constructs/names/aws-location";
import { keepState } from "./backend";
import { checkDeployment } from "./check-deployment";
import {
  type Environment,
  type NamedResource,
  nameEnvironment,
  nameResource,
} from "@sfn-websocket/constructs/names/resource-name";
import { requireNoProblems } from "@sfn-websocket/constructs/options/synthesis-error";
import type { DeploymentProps } from "./stack-props";
import { escapeTags } from "@sfn-websocket/constructs/names/terraform-text";

/** A stack with its state, its provider and what the names of its resources begin with. */
export class DeploymentStack extends TerraformStack {
  readonly environment: Environment;
  readonly location: AwsLocation;

  /** @param stage the stage's name, empty for a stack without one */
  constructor(scope: Construct, id: string, { stage, ...props }: DeploymentProps & { readonly stage: string }) {
    requireNoProblems(checkDeployment(props));
    super(scope, id);
    const {
      region = "us-east-1",
      stackName = id,
      root = process.cwd(),
      tags = {},
      backend = { type: "local" },
    } = props;
    const { resourcePrefix: prefix, workspace, environment } = props;
    const { rolePath, permissionsBoundary } = props;
    const roles = { rolePath, permissionsBoundary };
    this.environment = { stack: stackName, stage, region, prefix, workspace, environment, ...roles };
    keepState(backend, { stack: this, root, name: nameEnvironment(this.environment) });
    const defaultTags = Object.keys(tags).length > 0 ? [{ tags: escapeTags(tags) }] : undefined;
    new AwsProvider(this, "aws", { region, defaultTags });
    this.location = locate(this, region);
  }

  /**
   * The name of a resource of one's own by the rule of all the others: prefix, workspace, environment, stack, stage,
   * region and `last`, cut to what AWS takes.
   */
  nameResource(resource: NamedResource, last: string): string {
    return nameResource(resource, this.environment, last);
  }
}
