import { findNearestName } from "@sfn-websocket/languages/nearest-name";
import { awsPoliciesDate, awsPolicyPaths } from "./managed-policy-names";

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
 * none of a policy that AWS has.
 */
export function describeUnknownPolicy(arn: string, partition: string): ManagedPolicyText | undefined {
  const [, itsPartition, path, policyName = ""] = AWS_ARN.exec(arn) ?? [];
  if (path === undefined || itsPartition !== partition || awsPolicyPaths().get(policyName) !== path) return undefined;
  return describeWithoutDocument(policyName, path, partition);
}

/** Returns the policy of an ARN in AWS's form, whether AWS has it or not, without its document; undefined for another form. */
export function describeKeptPolicy(arn: string): ManagedPolicyText | undefined {
  const [, partition, path, policyName] = AWS_ARN.exec(arn) ?? [];
  if (partition === undefined || path === undefined || policyName === undefined) return undefined;
  return { ...describeWithoutDocument(policyName, path, partition), arn };
}

const AWS_ARN = /^arn:([\w-]+):iam::aws:policy(\/(?:[^/]+\/)*)([^/]+)$/;

/** Whether a document stands for that of a policy of AWS which is not known here. */
export const isUnknownDocument = (policyDocument: string): boolean => policyDocument.includes(NO_ACTION);

/** Why AWS has no policy of an ARN in AWS's form, and what to do; undefined for another form. */
export function explainMissingPolicy(arn: string, partition: string): string | undefined {
  const name = AWS_ARN.exec(arn)?.[3];
  if (name === undefined) return undefined;
  const known = awsPolicyPaths();
  const nearest = known.has(name) ? name : findNearestName(name, known.keys());
  const newer = "if AWS has made it since, put its statements into a policy of your own";
  const advice = nearest === undefined ? newer : `did you mean '${printArn(partition, nearest)}'`;
  return `AWS had no such policy on ${awsPoliciesDate()}, got '${arn}'; ${advice}`;
}

/** The policies that AWS has beside those of `listAwsPolicies`. */
export function listUnknownPolicies(partition: string): readonly ManagedPolicyText[] {
  const unknown = [...awsPolicyPaths()].filter(([name]) => !Object.hasOwn(policies, name));
  return unknown.map(([name, path]) => describeWithoutDocument(name, path, partition));
}

const printArn = (partition: string, name: string): string =>
  `arn:${partition}:iam::aws:policy${awsPolicyPaths().get(name) ?? "/"}${name}`;

function describeWithoutDocument(policyName: string, path: string, partition: string): ManagedPolicyText {
  const arn = printArn(partition, policyName);
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
