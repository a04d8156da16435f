import { type Arguments, readText } from "./calls";
import { DYNAMODB_NEEDS } from "./dynamodb-needs";
import { HTTP_NEEDS } from "./http-needs";
import { MACHINE_NEEDS } from "./machine-needs";
import { findArn, findBelow, findQueueArn, type MachinePlace, type ResourceKind } from "./resource-arn";
import { type ListNeeds, type Need, type NeedRow, onMember } from "./need";

const GUIDE = "https://docs.aws.amazon.com/step-functions/latest/dg";
const REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference";

const FUNCTION: ResourceKind = { service: "lambda", prefix: "function:", types: ["aws_lambda_function"] };
const TOPIC: ResourceKind = { service: "sns", prefix: "", types: ["aws_sns_topic"], isArn: true };
const BUS: ResourceKind = { service: "events", prefix: "event-bus/", types: ["aws_cloudwatch_event_bus"] };
const BUCKET: ResourceKind = { service: "s3", prefix: "", types: ["aws_s3_bucket"] };
const SECRET: ResourceKind = { service: "secretsmanager", prefix: "secret:", types: ["aws_secretsmanager_secret"] };
const PARAMETER: ResourceKind = { service: "ssm", prefix: "parameter/", types: ["aws_ssm_parameter"] };
const ROLE: ResourceKind = { service: "iam", prefix: "", types: ["aws_iam_role"], isArn: true };

/** A qualifier's own ARN is what IAM decides on; a function may be named by the end of its ARN too, from the account on. */
const invokeFunction: ListNeeds = (call, place) => {
  const { find } = call.arguments;
  const qualifier = find("Qualifier");
  return onMember(
    ["lambda:InvokeFunction"],
    "FunctionName",
    FUNCTION,
  )(call, place).map((need) => {
    const text = readText(qualifier);
    const resource = need.resource?.replace(/:[^:]+:function:(?=\d{12}:function:)/, ":");
    if (qualifier === undefined) return { ...need, resource };
    return { ...need, resource: text === undefined ? undefined : findBelow(resource && `${resource}:`, qualifier) };
  });
};

function onQueue(action: string): ListNeeds {
  return ({ arguments: { find } }, place) => {
    const url = readText(find("QueueUrl"));
    const resource = url === undefined ? undefined : findQueueArn(url, place);
    return [{ actions: [`sqs:${action}`], member: "QueueUrl", resource }];
  };
}

const publish: ListNeeds = (call, place) => {
  const member = call.arguments.find("TargetArn") === undefined ? "TopicArn" : "TargetArn";
  return onMember(["sns:Publish"], member, TOPIC)(call, place);
};

/** An entry that names no bus goes to the account's default one. */
const putEvents: ListNeeds = ({ arguments: { list } }, place) => {
  const actions = ["events:PutEvents"];
  const member = "EventBusName";
  const entries = list("Entries");
  if (entries === undefined) return [{ actions, member: "Entries", resource: undefined }];
  return entries.map(({ find }: Arguments) => {
    const bus = find(member) ?? { text: "default" };
    return { actions, member, resource: "text" in bus ? findArn(bus.text, BUS, place) : undefined };
  });
};

/** Needs the actions on the object that a key names; one whose key only the data tells is any of its bucket. */
const needObject = (actions: readonly string[], { find }: Arguments, place: MachinePlace): Need => {
  const bucket = readText(find("Bucket"));
  const resource = bucket === undefined ? undefined : findArn(bucket, BUCKET, place);
  const below = findBelow(resource && `${resource}/`, find("Key"));
  return { actions, member: resource === undefined ? "Bucket" : "Key", resource: below };
};

/** What a version of an object needs is another action. */
function onObject(action: string, ofVersion = `${action}Version`): ListNeeds {
  return ({ arguments: given }, place) => [
    needObject([given.find("VersionId") === undefined ? action : ofVersion], given, place),
  ];
}

/** What an object is put with, beside itself, and what that needs. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html documented */
const PUT_WITH: Readonly<Record<string, string>> = {
  ACL: "s3:PutObjectAcl",
  Acl: "s3:PutObjectAcl",
  GrantFullControl: "s3:PutObjectAcl",
  GrantRead: "s3:PutObjectAcl",
  GrantReadACP: "s3:PutObjectAcl",
  GrantWriteACP: "s3:PutObjectAcl",
  Tagging: "s3:PutObjectTagging",
  ObjectLockMode: "s3:PutObjectRetention",
  ObjectLockRetainUntilDate: "s3:PutObjectRetention",
  ObjectLockLegalHoldStatus: "s3:PutObjectLegalHold",
};

const putObject: ListNeeds = ({ arguments: given }, place) => {
  const more = Object.entries(PUT_WITH).flatMap(([name, action]) => (given.find(name) === undefined ? [] : [action]));
  return [needObject([...new Set(["s3:PutObject", ...more])], given, place)];
};

/** Needs the actions on whatever stands below a prefix of the bucket. */
function onPrefix(actions: readonly string[]): ListNeeds {
  return (call, place) => {
    const prefix = readText(call.arguments.find("Prefix")) ?? "";
    const needs = onMember(actions, "Bucket", BUCKET)(call, place);
    return needs.map(({ resource, ...need }) => {
      const text = prefix === "" ? "" : `${prefix}/`;
      const below = findBelow(resource && `${resource}/`, { text });
      return { ...need, resource: below && `${below}*` };
    });
  };
}

/** Secrets Manager ends the ARN of a secret with six characters of its own. */
const getSecret: ListNeeds = (call, place) => {
  const isName = !/^(arn:|\$\{)/.test(readText(call.arguments.find("SecretId")) ?? "");
  const needs = onMember(["secretsmanager:GetSecretValue"], "SecretId", SECRET)(call, place);
  return needs.map(({ resource, ...need }) => ({
    ...need,
    resource: resource && isName ? `${resource}-??????` : resource,
  }));
};

/** The name of a parameter begins with the slash that its ARN has anyway. */
function onParameter(action: string): ListNeeds {
  const list = onMember([action], "Name", PARAMETER);
  return (call, place) =>
    list(call, place).map(({ resource, ...need }) => ({
      ...need,
      resource: resource?.replace(":parameter//", ":parameter/"),
    }));
}

const putMetrics: ListNeeds = ({ arguments: { find } }) => {
  const namespace = readText(find("Namespace"));
  const condition = namespace === undefined ? undefined : { StringEquals: { "cloudwatch:namespace": namespace } };
  return [
    { actions: ["cloudwatch:PutMetricData"], member: "Namespace", resource: "*", ...(condition && { condition }) },
  ];
};

const row = (source: string, listNeeds: ListNeeds): NeedRow => ({ source, listNeeds });
const rows = (source: string, listed: Readonly<Record<string, ListNeeds>>): Readonly<Record<string, NeedRow>> =>
  Object.fromEntries(Object.entries(listed).map(([name, listNeeds]) => [name, row(source, listNeeds)]));

/**
 * What calls need, by the call's name.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html documented
 */
export const NEEDS: Readonly<Record<string, NeedRow>> = {
  ...DYNAMODB_NEEDS,
  ...HTTP_NEEDS,
  ...MACHINE_NEEDS,
  ...rows(`${GUIDE}/connect-lambda.html`, {
    function: invokeFunction,
    "lambda:invoke": invokeFunction,
    "aws-sdk:lambda:invoke": invokeFunction,
  }),
  ...rows(`${GUIDE}/connect-sqs.html`, {
    "sqs:sendMessage": onQueue("SendMessage"),
    "aws-sdk:sqs:sendMessage": onQueue("SendMessage"),
    "aws-sdk:sqs:sendMessageBatch": onQueue("SendMessage"),
    "aws-sdk:sqs:receiveMessage": onQueue("ReceiveMessage"),
    "aws-sdk:sqs:deleteMessage": onQueue("DeleteMessage"),
    "aws-sdk:sqs:getQueueAttributes": onQueue("GetQueueAttributes"),
  }),
  ...rows(`${GUIDE}/connect-sns.html`, {
    "sns:publish": publish,
    "aws-sdk:sns:publish": publish,
    "aws-sdk:sns:publishBatch": publish,
  }),
  ...rows(`${GUIDE}/connect-eventbridge.html`, {
    "events:putEvents": putEvents,
    "aws-sdk:eventbridge:putEvents": putEvents,
  }),
  ...rows(`${GUIDE}/iam-policies-eg-dist-map.html`, {
    "s3:getObject": onObject("s3:GetObject"),
    "s3:listObjectsV2": onMember(["s3:ListBucket"], "Bucket", BUCKET),
    "s3:putObject": onPrefix([
      "s3:PutObject",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:AbortMultipartUpload",
    ]),
  }),
  ...rows(`${REFERENCE}/list_amazons3.html`, {
    "aws-sdk:s3:getObject": onObject("s3:GetObject"),
    "aws-sdk:s3:headObject": onObject("s3:GetObject"),
    "aws-sdk:s3:putObject": putObject,
    "aws-sdk:s3:deleteObject": onObject("s3:DeleteObject"),
    "aws-sdk:s3:listObjectsV2": onMember(["s3:ListBucket"], "Bucket", BUCKET),
  }),
  "aws-sdk:secretsmanager:getSecretValue": row(`${REFERENCE}/list_awssecretsmanager.html`, getSecret),
  ...rows(`${REFERENCE}/list_awssystemsmanager.html`, {
    "aws-sdk:ssm:getParameter": onParameter("ssm:GetParameter"),
    "aws-sdk:ssm:putParameter": onParameter("ssm:PutParameter"),
  }),
  "aws-sdk:cloudwatch:putMetricData": row(`${REFERENCE}/list_amazoncloudwatch.html`, putMetrics),
  "assume role": row(
    `${GUIDE}/concepts-access-cross-acct-resources.html`,
    onMember(["sts:AssumeRole"], "RoleArn", ROLE),
  ),
};
