import type { Reason } from "./grant-reasons";

/** A policy of AWS's, which nobody else can narrow. */
export interface ManagedPolicy {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly reason: Reason;
}

/** What is known of AWS's policies, by their name. */
export const MANAGED_POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  AmazonAPIGatewayPushToCloudWatchLogs: {
    actions: [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:PutLogEvents",
    ],
    resources: ["*"],
    reason: {
      why: "API Gateway writes the logs of all APIs of the account and region",
      source:
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html",
    },
  },
};
