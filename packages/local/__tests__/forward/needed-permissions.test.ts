import type { JsonObject } from "@sfn-websocket/languages/json";
import { listNeededPermissions } from "../../forward/needed-permissions";

const list = (called: string, parameters: JsonObject) => {
  const [service = "", action = ""] = called.split(":");
  const prefix = `arn:aws:${service}:us-east-1:123456789012`;
  return listNeededPermissions({ service, action, parameters, prefix }).map(
    ({ action: asked, resource }) => `${asked} ${resource.replace(prefix, "")}`,
  );
};

it.each<readonly [string, JsonObject, readonly string[]]>([
  ["sqs:SendMessageBatch", { QueueUrl: "http://127.0.0.1:9324/123456789012/orders" }, ["sqs:SendMessage :orders"]],
  ["sqs:GetQueueUrl", { QueueName: "orders" }, ["sqs:GetQueueUrl :orders"]],
  ["sqs:ListQueues", {}, ["sqs:ListQueues *"]],
  ["sns:PublishBatch", { TopicArn: "arn:aws:sns:us-east-1:1:t" }, ["sns:Publish arn:aws:sns:us-east-1:1:t"]],
  ["secretsmanager:GetSecretValue", { SecretId: "db" }, ["secretsmanager:GetSecretValue :secret:db-XXXXXX"]],
  ["secretsmanager:ListSecrets", {}, ["secretsmanager:ListSecrets *"]],
  ["ssm:GetParameter", { Name: "/app/key" }, ["ssm:GetParameter :parameter/app/key"]],
  [
    "ssm:GetParameters",
    { Names: ["/app/a", "b"] },
    ["ssm:GetParameters :parameter/app/a", "ssm:GetParameters :parameter/b"],
  ],
  ["ssm:GetParametersByPath", { Path: "/app" }, ["ssm:GetParametersByPath :parameter/app"]],
  ["s3:GetObject", { Bucket: "b", Key: 5 }, ["s3:GetObject arn:aws:s3:::b/5"]],
  ["s3:HeadObject", { Bucket: "b", Key: "k", VersionId: "v" }, ["s3:GetObjectVersion arn:aws:s3:::b/k"]],
  ["s3:DeleteObject", { Bucket: "b", Key: "k", VersionId: "v" }, ["s3:DeleteObjectVersion arn:aws:s3:::b/k"]],
  [
    "s3:PutObject",
    { Bucket: "b", Key: "k", Acl: "private", Tagging: "a=b" },
    ["s3:PutObject arn:aws:s3:::b/k", "s3:PutObjectAcl arn:aws:s3:::b/k", "s3:PutObjectTagging arn:aws:s3:::b/k"],
  ],
  ["s3:ListObjectsV2", { Bucket: "b" }, ["s3:ListBucket arn:aws:s3:::b"]],
])("%s of %j asks for what AWS asks", (called, parameters, needed) => expect(list(called, parameters)).toEqual(needed));
