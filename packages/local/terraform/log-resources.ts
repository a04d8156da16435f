import type { Create } from "./resource-types";

/** CloudWatch Logs' resource types. */
export const LOG_RESOURCES: Readonly<Record<string, Create>> = {
  aws_cloudwatch_log_group: ({ attributes, id, aws, region }) => {
    const { name = `terraform-${id}`, retention_in_days: days, kms_key_id: kmsKeyId } = attributes;
    const retentionInDays = typeof days === "number" && days > 0 ? days : undefined;
    const key = typeof kmsKeyId === "string" && { kmsKeyId };
    const arn = aws.region(region).logs.createLogGroup({ logGroupName: String(name), retentionInDays, ...key });
    return { id: name, name, arn };
  },
};
