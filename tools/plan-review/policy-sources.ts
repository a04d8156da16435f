import type { FindResources } from "./find-resources";
import type { ResourceChange } from "./plan";
import { readStatements, type Statement } from "./policy-statements";
import { type Label, labelResource } from "./resource-kinds";
import { isEmpty, isList, isOpaque, readBlocks, readText, readValue, type Value, type ValueObject } from "./values";

/** One side of one policy: its statements, or why they cannot be read. */
export interface PolicySide {
  readonly statements: readonly Statement[];
  /** `(sensitive)`, `(known after apply)`, `not a policy document` */
  readonly opaque?: string;
}

/** One policy of a resource, before and after. */
export interface Policy {
  /** Whose it is: the address of the role, or of the resource whose own policy it is. */
  readonly key: string;
  readonly who: Label;
  /** `trust` says who may become the role, `resource` who may use the resource. */
  readonly kind: "identity" | "trust" | "resource";
  readonly change: ResourceChange;
  /** Whether whose it is existed before: a new role is not widened. */
  readonly isNew: boolean;
  readonly before: PolicySide;
  readonly after: PolicySide;
}

/** What reads the side of a resource as a policy. */
type ReadSide = (side: ValueObject | undefined) => PolicySide;

const EMPTY: PolicySide = { statements: [] };

const fromText =
  (attribute: string): ReadSide =>
  (side) =>
    readSide(readValue(side, attribute));

function readSide(value: Value | undefined): PolicySide {
  if (isEmpty(value)) return EMPTY;
  if (isOpaque(value)) return { statements: [], opaque: value.toJSON() };
  const statements = typeof value === "string" ? readStatements(value) : undefined;
  return statements ? { statements } : { statements: [], opaque: "not a policy document" };
}

/** Whatever the attached policy allows is meant: the plan need not hold it. */
const readAttachment: ReadSide = (side) => {
  const arn = readValue(side, "policy_arn");
  if (isOpaque(arn)) return { statements: [], opaque: arn.toJSON() };
  return arn ? { statements: [allowAllOf(String(arn))] } : EMPTY;
};

function allowAllOf(arn: string): Statement {
  return { effect: "Allow", actions: [`everything in ${arn}`], resources: [], principals: [], conditions: [] };
}

const readLambdaPermission: ReadSide = (side) => {
  if (!side) return EMPTY;
  const text = (name: string) => readText(side, name) ?? readOpaque(readValue(side, name));
  const conditions = [
    ["ArnLike aws:SourceArn", text("source_arn")],
    ["StringEquals aws:SourceAccount", text("source_account")],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} = ${value}`]));
  const list = (value: string | undefined) => (value === undefined ? [] : [value]);
  const [actions, resources, principals] = [text("action"), text("function_name"), text("principal")].map(list);
  return {
    statements: [
      { effect: "Allow", actions: actions ?? [], resources: resources ?? [], principals: principals ?? [], conditions },
    ],
  };
};

function readOpaque(value: Value | undefined): string | undefined {
  return isOpaque(value) ? value.toJSON() : undefined;
}

/** A role's policies written in the role itself. */
const readInlinePolicies: ReadSide = (side) => {
  const blocks = readBlocks(side, "inline_policy").map((block) => readSide(readValue(block, "policy")));
  const opaque = blocks.find((block) => block.opaque !== undefined)?.opaque;
  return { statements: blocks.flatMap(({ statements }) => statements), ...(opaque !== undefined && { opaque }) };
};

/** The managed policies that the role itself lists. */
const readManagedPolicies: ReadSide = (side) => {
  const arns = readValue(side, "managed_policy_arns");
  if (isOpaque(arns)) return { statements: [], opaque: arns.toJSON() };
  return { statements: isList(arns) ? arns.map((arn) => allowAllOf(isOpaque(arn) ? arn.toJSON() : String(arn))) : [] };
};

interface PolicySource {
  readonly type: string;
  readonly kind: Policy["kind"];
  readonly read: ReadSide;
  /** The role is the policy's own resource, or the one that `role` names. */
  readonly role?: true;
  /** The attribute in which a role itself may hold what other resources give it. */
  readonly own?: string;
}

/** Where policies stand. */
const SOURCES: readonly PolicySource[] = [
  { type: "aws_iam_role", kind: "trust", read: fromText("assume_role_policy") },
  { type: "aws_iam_role", kind: "identity", read: readInlinePolicies, own: "inline_policy" },
  { type: "aws_iam_role", kind: "identity", read: readManagedPolicies, own: "managed_policy_arns" },
  { type: "aws_iam_role_policy", kind: "identity", read: fromText("policy"), role: true },
  { type: "aws_iam_role_policy_attachment", kind: "identity", read: readAttachment, role: true },
  { type: "aws_iam_policy", kind: "identity", read: fromText("policy") },
  { type: "aws_lambda_permission", kind: "resource", read: readLambdaPermission },
  { type: "aws_cloudwatch_log_resource_policy", kind: "resource", read: fromText("policy_document") },
  { type: "aws_dynamodb_resource_policy", kind: "resource", read: fromText("policy") },
  { type: "aws_kms_key", kind: "resource", read: fromText("policy") },
  { type: "aws_s3_bucket_policy", kind: "resource", read: fromText("policy") },
  { type: "aws_sns_topic_policy", kind: "resource", read: fromText("policy") },
  { type: "aws_sqs_queue_policy", kind: "resource", read: fromText("policy") },
];

/** All policies of a plan, those that stay included. */
export function listPolicies(changes: readonly ResourceChange[], find: FindResources): Policy[] {
  const current = changes.filter(({ deposed, action }) => !deposed && action !== "forget");
  const separate = new Set(
    current.flatMap((change) => (change.type.startsWith("aws_iam_role_policy") ? [findRole(change, find)] : [])),
  );
  return current.flatMap((change) =>
    SOURCES.filter(
      ({ type, own }) => type === change.type && (!own || isConfigured(change, own, separate.has(change))),
    ).map((source) => readPolicy(change, source, find)),
  );
}

/** Terraform reads what other resources give a role into the role as well: then it says nothing of its own. */
function isConfigured({ references, after }: ResourceChange, attribute: string, isSeparate: boolean): boolean {
  if (Object.keys(references).length > 0) return Object.hasOwn(references, attribute);
  return !isSeparate && !isOpaque(readValue(after, attribute));
}

function findRole(change: ResourceChange, find: FindResources): ResourceChange | undefined {
  return find.referred({ change, attribute: "role", types: ["aws_iam_role"] });
}

function readPolicy(change: ResourceChange, { kind, read, role }: PolicySource, find: FindResources): Policy {
  const owner = role ? findRole(change, find) : change;
  const name = readText(change.after, "role") ?? readText(change.before, "role");
  const outside: Label = name === undefined ? labelResource(change, find) : ["role", { name }];
  return {
    key: `${owner?.address ?? name ?? change.address} ${kind}`,
    who: owner ? labelResource(owner, find) : outside,
    kind,
    change,
    isNew: owner?.action === "create",
    before: read(change.before),
    after: read(change.after),
  };
}
