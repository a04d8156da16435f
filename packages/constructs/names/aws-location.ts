import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Where on AWS a stack lives: what the ARNs of its resources have in common. */
export interface AwsLocation {
  /** `aws`, `aws-cn`, `aws-us-gov`, ...: a reference that Terraform fills in. */
  readonly partition: string;
  /** What the names of the partition's hosts end with, `amazonaws.com`: a reference too. */
  readonly dnsSuffix: string;
  /** The region's name. */
  readonly region: string;
  /** The account's id: a reference that Terraform fills in. */
  readonly account: string;
}

/**
 * The location of resources in `region`: partition and account are those of whoever applies it. A stack that has asked
 * for both, under these names, is not asked again.
 */
export function locate(scope: Construct, region: string): AwsLocation {
  const { node } = TerraformStack.of(scope);
  const [known, caller] = [node.tryFindChild("Partition"), node.tryFindChild("CallerIdentity")];
  const { partition, dnsSuffix } = known instanceof DataAwsPartition ? known : new DataAwsPartition(scope, "Partition");
  const { accountId: account } =
    caller instanceof DataAwsCallerIdentity ? caller : new DataAwsCallerIdentity(scope, "CallerIdentity");
  return { partition, dnsSuffix, region, account };
}

/** The region of a stack's AWS provider: its name, or a reference that Terraform fills in. */
export function readRegion(scope: Construct): string {
  const providers = TerraformStack.of(scope).node.findAll();
  const provider = providers.find((each): each is AwsProvider => each instanceof AwsProvider && !each.alias);
  return provider?.region ?? new DataAwsRegion(scope, "Region").id;
}
