import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** What a caller must be allowed to. */
export interface NeededPermission {
  readonly action: string;
  readonly resource: string;
}

/** An action of a service with what tells the resource it acts on. */
interface Act {
  readonly service: string;
  /** Such as `SendMessage`. */
  readonly action: string;
  readonly parameters: JsonObject;
  /** `arn:aws:sqs:us-east-1:123456789012`, of the service. */
  readonly prefix: string;
}

/**
 * Returns what an action asks IAM, on the resource that its parameters name; on `*` where they name none.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function listNeededPermissions(act: Act): readonly NeededPermission[] {
  const resources = Object.hasOwn(RESOURCES, act.service) ? RESOURCES[act.service]?.(act) : undefined;
  const asked = `${act.service}:${act.action}`;
  const actions = act.service === "s3" ? listObjectActions(act) : [PERMISSIONS[asked] ?? asked];
  return actions.flatMap((action) => (resources?.length ? resources : ["*"]).map((resource) => ({ action, resource })));
}

/** What a version of an object needs is another action, and what an object is put with needs more of them. */
function listObjectActions({ action, parameters }: Act): readonly string[] {
  const named = PERMISSIONS[`s3:${action}`] ?? `s3:${action}`;
  const isVersion = VERSIONED.has(named) && (parameters.VersionId ?? null) !== null;
  const more = named === "s3:PutObject" ? Object.entries(PUT_WITH) : [];
  const used = more.filter(([member]) => (parameters[member] ?? null) !== null).map(([, each]) => each);
  return [isVersion ? `${named}Version` : named, ...new Set(used)];
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
const VERSIONED = new Set(["s3:GetObject", "s3:DeleteObject"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const PUT_WITH = { ACL: "s3:PutObjectAcl", Acl: "s3:PutObjectAcl", Tagging: "s3:PutObjectTagging" };

/**
 * Where the permission has another name than the action.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
const PERMISSIONS: Readonly<Record<string, string>> = {
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:HeadObject": "s3:GetObject",
  "sqs:SendMessageBatch": "sqs:SendMessage",
  "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
  "sns:PublishBatch": "sns:Publish",
};

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
/** As it stands in a path: a number is sent as its text. */
const sent = (value: Json = null): string => (value === null || typeof value === "object" ? "" : String(value));
const named = (prefix: string, name: string): string[] =>
  name === "" ? [] : [name.startsWith("arn:") ? name : `${prefix}${name}`];

/**
 * A secret's ARN ends with six characters that its name does not tell: policies name it as `name-??????` or `name-*`.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
 */
const SUFFIX = "-XXXXXX";

const RESOURCES: Readonly<Record<string, (act: Act) => readonly string[]>> = {
  sqs: ({ parameters, prefix }) =>
    named(`${prefix}:`, (text(parameters.QueueUrl) || text(parameters.QueueName)).split("/").pop() ?? ""),
  sns: ({ parameters }) => named("", text(parameters.TopicArn) || text(parameters.TargetArn)),
  events({ parameters, prefix }) {
    const entries = Array.isArray(parameters.Entries) ? parameters.Entries.filter(isJsonObject) : [];
    const buses = entries.map((entry) => text(entry.EventBusName) || "default");
    return [...new Set(buses.flatMap((bus) => named(`${prefix}:event-bus/`, bus)))];
  },
  s3({ parameters: { Bucket, Key }, prefix }) {
    const partition = prefix.split(":")[1];
    const bucket = sent(Bucket);
    return bucket === "" ? [] : [`arn:${partition}:s3:::${bucket}${Key === undefined ? "" : `/${sent(Key)}`}`];
  },
  secretsmanager({ parameters, prefix }) {
    const secret = text(parameters.SecretId);
    return named(`${prefix}:secret:`, secret === "" || secret.startsWith("arn:") ? secret : `${secret}${SUFFIX}`);
  },
  ssm({ parameters, prefix }) {
    const names = Array.isArray(parameters.Names) ? parameters.Names.map(text) : [];
    const all = [...names, text(parameters.Name), text(parameters.Path)];
    return all.flatMap((name) => named(`${prefix}:parameter/`, name.replace(/^\//, "")));
  },
  kinesis: ({ parameters, prefix }) =>
    named(`${prefix}:stream/`, text(parameters.StreamARN) || text(parameters.StreamName)),
};
