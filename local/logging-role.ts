import type { Aws } from "./aws";

/** What API Gateway does with an account's role for logs. @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html */
const ACTIONS = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  "logs:GetLogEvents",
  "logs:FilterLogEvents",
];

/**
 * Returns what keeps API Gateway from writing a region's logs with the role, or undefined. That AWS asks for all of the
 * actions on every log group of the region is *assumed* from the policy that it prescribes.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function refuseLoggingRole(aws: Aws, region: string, roleArn: string): string | undefined {
  const resource = `arn:${aws.partition}:logs:${region}:${aws.accountId}:*`;
  const caller = { principalService: "apigateway.amazonaws.com", sessionName: "apigateway", conditionKeys: {} };
  for (const action of ACTIONS) {
    const decision = aws.iam.authorize({ roleArn, action, resource, ...caller });
    if (!decision.allowed) return decision.message;
  }
  return undefined;
}
