import { type Argument, readText } from "./calls";

/** Where a state machine runs: plain texts, or references that Terraform fills in. */
export interface MachinePlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly stateMachineArn: string;
}

/** What a name or a reference stands for. */
export interface ResourceKind {
  /** `dynamodb` */
  readonly service: string;
  /** What comes before the name in an ARN: `table/`. */
  readonly prefix: string;
  /** The types of Terraform whose name, id or URL stands for the resource. */
  readonly types: readonly string[];
  /** Whether a text is always an ARN: a reference is one too, then. @default false */
  readonly isArn?: true;
}

/** Attributes by which the AWS provider's resources are named. */
const IDENTITIES = "id|name|url|function_name|bucket|key_id";

/**
 * Whether IAM would take a text for a pattern, which is a name in a definition: what it names cannot be granted alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html documented
 */
const isPattern = (text: string | undefined): boolean => /[*?]/.test(text?.replace(/\$\{[^}]*\}/g, "") ?? "");

/**
 * The ARN of what a text of a definition names: an ARN, a name, or a reference of Terraform's to either; undefined where a
 * reference may be anything, and where IAM would take the name for a pattern.
 */
export function findArn(text: string, kind: ResourceKind, place: MachinePlace): string | undefined {
  if (isPattern(text)) return undefined;
  if (text.startsWith("arn:")) return text;
  const [, address = "", attribute = ""] = /^\$\{((?:data\.)?[\w-]+\.[\w-]+)\.(\w+)\}$/.exec(text) ?? [];
  const [type = ""] = address.replace(/^data\./, "").split(".");
  if (kind.types.includes(type) && new RegExp(`^(${IDENTITIES})$`).test(attribute)) return `\${${address}.arn}`;
  if (/^\$\{[^}]*\}$/.test(text)) return kind.isArn || /arn\}$/.test(text) ? text : undefined;
  if (kind.isArn) return undefined;
  return nameArn(kind, text, place);
}

/**
 * What an argument names below a resource: anything, where only the data tells; undefined where nothing is known of the
 * resource, and where IAM would take the name for a pattern.
 */
export function findBelow(resource: string | undefined, argument: Argument | undefined): string | undefined {
  const name = readText(argument);
  return resource === undefined || isPattern(name) ? undefined : `${resource}${name ?? "*"}`;
}

/** The ARN of a name. Buckets are named once in a partition. */
function nameArn({ service, prefix }: ResourceKind, name: string, place: MachinePlace): string {
  const { partition, region, account } = place;
  const where = service === "s3" ? "::" : `${region}:${account}:`;
  return `arn:${partition}:${service}:${where}${prefix}${name}`;
}

/** The ARN of the queue that a URL names. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
export function findQueueArn(url: string, place: MachinePlace): string | undefined {
  const [, region = place.region, account, name] =
    /^https:\/\/(?:sqs(?:-fips)?\.)?(\$\{[^}]*\}|[a-z]+(?:-[a-z]+)+-\d+)?(?:\.queue)?\.[\w.${}-]+\/(\$\{[^}]*\}|\d{12})\/([\w-]+(?:\.fifo)?)$/.exec(
      url,
    ) ?? [];
  if (name !== undefined) return `arn:${place.partition}:sqs:${region}:${account}:${name}`;
  return /^https?:/.test(url) || !/^\$\{/.test(url) ? undefined : findArn(url, QUEUE, place);
}

const QUEUE: ResourceKind = { service: "sqs", prefix: "", types: ["aws_sqs_queue"] };
