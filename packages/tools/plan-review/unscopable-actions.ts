import { LOG_DELIVERY_ACTIONS } from "@sfn-websocket/languages/states-language/permissions/log-delivery-actions";

/**
 * Actions that know no resource to name, so that `*` is all that a policy can say: those of which the service's table has
 * no resource type. Only what workflows, API Gateway and their logs need is listed; `?` and `*` are IAM's.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html documented
 */
export const UNSCOPABLE_ACTIONS: readonly { readonly action: string; readonly source: string }[] = [
  ...LOG_DELIVERY_ACTIONS.map((action) => ({
    action,
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
  })),
  ...["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"].map(
    (action) => ({ action, source: "https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html" }),
  ),
  ...["cloudwatch:PutMetricData", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"].map((action) => ({
    action,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html",
  })),
  ...["states:ListStateMachines", "states:ListActivities"].map((action) => ({
    action,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html",
  })),
  ...["sts:GetCallerIdentity", "ec2:DescribeNetworkInterfaces", "s3:ListAllMyBuckets"].map((action) => ({
    action,
    source:
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  })),
];
