import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
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

/** The location of a stack's resources in `region`: partition and account are those of whoever applies it. */
export function locate(scope: Construct, region: string): AwsLocation {
  const { partition, dnsSuffix } = new DataAwsPartition(scope, "Partition");
  const account = new DataAwsCallerIdentity(scope, "CallerIdentity").accountId;
  return { partition, dnsSuffix, region, account };
}
