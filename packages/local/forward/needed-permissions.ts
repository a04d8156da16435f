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
  const action = S3_ACTIONS[act.action] ?? act.action;
  return (resources?.length ? resources : ["*"]).map((resource) => ({ action: `${act.service}:${action}`, resource }));
}

/** Where the permission has another name than the action. */
const S3_ACTIONS: Readonly<Record<string, string>> = { ListObjectsV2: "ListBucket", HeadObject: "GetObject" };

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const named = (prefix: string, name: string): string[] =>
  name === "" ? [] : [name.startsWith("arn:") ? name : `${prefix}${name}`];

const RESOURCES: Readonly<Record<string, (act: Act) => readonly string[]>> = {
  sqs: ({ parameters, prefix }) => named(`${prefix}:`, text(parameters.QueueUrl).split("/").pop() ?? ""),
  sns: ({ parameters }) => named("", text(parameters.TopicArn) || text(parameters.TargetArn)),
  events({ parameters, prefix }) {
    const entries = Array.isArray(parameters.Entries) ? parameters.Entries.filter(isJsonObject) : [];
    const buses = entries.map((entry) => text(entry.EventBusName) || "default");
    return [...new Set(buses.flatMap((bus) => named(`${prefix}:event-bus/`, bus)))];
  },
  s3({ parameters: { Bucket, Key }, prefix }) {
    const partition = prefix.split(":")[1];
    const bucket = text(Bucket);
    return bucket === "" ? [] : [`arn:${partition}:s3:::${bucket}${Key === undefined ? "" : `/${text(Key)}`}`];
  },
  secretsmanager: ({ parameters, prefix }) => named(`${prefix}:secret:`, text(parameters.SecretId)),
  ssm: ({ parameters, prefix }) => named(`${prefix}:parameter/`, text(parameters.Name).replace(/^\//, "")),
  kinesis: ({ parameters, prefix }) =>
    named(`${prefix}:stream/`, text(parameters.StreamARN) || text(parameters.StreamName)),
};
