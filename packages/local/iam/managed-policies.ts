/** A policy of AWS: its path and name below `arn:aws:iam::aws:policy`, and what it allows. */
interface AwsPolicy {
  readonly path: string;
  readonly allow: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

const everything = ["*"];
const anywhere = (actions: readonly string[]): AwsPolicy["allow"] => [{ actions, resources: everything }];

const writeLogs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const trace = [
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:GetSamplingStatisticSummaries",
];
/** What API Gateway does with an account's role for logs. @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html */
export const PUSH_LOGS_ACTIONS = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  "logs:GetLogEvents",
  "logs:FilterLogEvents",
];

/**
 * The AWS managed policies that an API of WebSockets and workflows is likely to attach.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const policies: Readonly<Record<string, AwsPolicy>> = {
  AWSLambdaBasicExecutionRole: { path: "/service-role/", allow: anywhere(writeLogs) },
  AWSLambdaRole: { path: "/service-role/", allow: anywhere(["lambda:InvokeFunction"]) },
  AmazonAPIGatewayPushToCloudWatchLogs: { path: "/service-role/", allow: anywhere(PUSH_LOGS_ACTIONS) },
  AWSXRayDaemonWriteAccess: { path: "/", allow: anywhere(trace) },
  AWSXrayWriteOnlyAccess: { path: "/", allow: anywhere(trace) },
  CloudWatchLogsFullAccess: { path: "/", allow: anywhere(["logs:*", "cloudwatch:GenerateQuery"]) },
  AWSStepFunctionsFullAccess: { path: "/", allow: anywhere(["states:*"]) },
  AmazonAPIGatewayInvokeFullAccess: {
    path: "/",
    allow: [
      { actions: ["execute-api:Invoke", "execute-api:ManageConnections"], resources: ["arn:aws:execute-api:*:*:*"] },
    ],
  },
  AmazonDynamoDBFullAccess: { path: "/", allow: anywhere(["dynamodb:*", "dax:*"]) },
  AmazonDynamoDBReadOnlyAccess: {
    path: "/",
    allow: anywhere(["BatchGet*", "Describe*", "Get*", "List*", "Query", "Scan"].map((name) => `dynamodb:${name}`)),
  },
  AWSLambda_FullAccess: { path: "/", allow: anywhere(["lambda:*"]) },
  AmazonSQSFullAccess: { path: "/", allow: anywhere(["sqs:*"]) },
  AmazonSNSFullAccess: { path: "/", allow: anywhere(["sns:*"]) },
  AmazonEventBridgeFullAccess: { path: "/", allow: anywhere(["events:*", "schemas:*", "scheduler:*", "pipes:*"]) },
  AdministratorAccess: { path: "/", allow: anywhere(everything) },
};

/** An AWS managed policy as IAM lists it. */
export interface ManagedPolicyText {
  readonly policyName: string;
  readonly path: string;
  readonly arn: string;
  readonly policyDocument: string;
}

/**
 * Returns an AWS managed policy whose document is not known here, so that it allows nothing; undefined where the ARN is
 * none of an AWS managed policy. *Assumed*: that AWS has each policy that is asked for, since it adds some every month.
 */
export function describeUnknownPolicy(arn: string, partition: string): ManagedPolicyText | undefined {
  const [, path, policyName] =
    /^arn:[\w-]+:iam::aws:policy(\/(?:service-role\/|job-function\/|aws-service-role\/|root-task\/)?)([\w+=,.@-]{1,128})$/.exec(
      arn,
    ) ?? [];
  if (path === undefined || policyName === undefined || arn.split(":")[1] !== partition) return undefined;
  const nothing = { Effect: "Deny", Action: NO_ACTION, Resource: "*" };
  return { policyName, path, arn, policyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [nothing] }) };
}

/** No action of AWS has this name. */
const NO_ACTION = "none:DocumentNotKnownHere";

/** The AWS managed policies of a partition that are emulated, each with its document, which may allow less than AWS's. */
export function listAwsPolicies(partition: string): readonly ManagedPolicyText[] {
  return Object.entries(policies).map(([policyName, { path, allow }]) => ({
    policyName,
    path,
    arn: `arn:${partition}:iam::aws:policy${path}${policyName}`,
    policyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: allow.map(({ actions, resources }) => ({
        Effect: "Allow",
        Action: actions,
        Resource: resources.map((resource) => resource.replace(/^arn:aws:/, `arn:${partition}:`)),
      })),
    }),
  }));
}
