import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";

/** What the data sources of Terraform's AWS provider read, by type. */
export const DATA_SOURCES: Readonly<Record<string, (aws: Aws, region: string) => JsonObject>> = {
  aws_caller_identity: ({ partition, accountId }) => ({
    id: accountId,
    account_id: accountId,
    arn: `arn:${partition}:iam::${accountId}:root`,
    user_id: accountId,
  }),
  aws_partition: ({ partition }) => ({ id: partition, partition, dns_suffix: "amazonaws.com" }),
  // `name` is that of version 5 of the provider, `region` that of version 6.
  aws_region: (_, region) => ({ id: region, name: region, region }),
};
