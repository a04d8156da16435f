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
  /** Whose it is: the address of the role, user or group, or of the resource whose own policy it is. */
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
  /** The attribute that names whose policy it is: the role, user or group. */
  readonly holder?: string;
  /** The attribute in which a role itself may hold what other resources give it. */
  readonly own?: string;
}

/** Who holds policies of IAM, by the attribute that names them, and their types. */
const HOLDERS: Readonly<Record<string, string>> = {
  role: "aws_iam_role",
  user: "aws_iam_user",
  group: "aws_iam_group",
};

/** Where policies stand in the resources of IAM and Lambda; those of any other type are the resource's own. */
const SOURCES: readonly PolicySource[] = [
  { type: "aws_iam_role", kind: "trust", read: fromText("assume_role_policy") },
  { type: "aws_iam_role", kind: "identity", read: readInlinePolicies, own: "inline_policy" },
  { type: "aws_iam_role", kind: "identity", read: readManagedPolicies, own: "managed_policy_arns" },
  ...Object.keys(HOLDERS).flatMap((holder): PolicySource[] => [
    { type: `aws_iam_${holder}_policy`, kind: "identity", read: fromText("policy"), holder },
    { type: `aws_iam_${holder}_policy_attachment`, kind: "identity", read: readAttachment, holder },
  ]),
  { type: "aws_iam_policy", kind: "identity", read: fromText("policy") },
  { type: "aws_iam_policy_attachment", kind: "identity", read: readAttachment },
  { type: "aws_lambda_permission", kind: "resource", read: readLambdaPermission },
];

/** The attributes of other types that hold a policy: the text says so, or it stands where policies do. */
function listOwnSources({ type, before, after, references }: ResourceChange): PolicySource[] {
  const names = [...new Set([after, before].flatMap((side) => Object.keys(side ?? {})))];
  const isKnown = Object.keys(references).length > 0;
  return (
    names
      .filter((name) => isPolicy(name, [readValue(before, name), readValue(after, name)]))
      // What is not configured, the provider reads back from another resource.
      .filter((name) => !isKnown || after === undefined || Object.hasOwn(references, name))
      .map((name) => ({ type, kind: "resource", read: fromText(name) }))
  );
}

function isPolicy(name: string, sides: readonly (Value | undefined)[]): boolean {
  if (sides.some((side) => typeof side === "string" && /"Statement"\s*:/.test(side))) return true;
  return /^(policy|policy_document)$/.test(name) && sides.some(isOpaque);
}

/** All policies of a plan, those that stay included. */
export function listPolicies(changes: readonly ResourceChange[], find: FindResources): Policy[] {
  const current = changes.filter(({ deposed, action }) => !deposed && action !== "forget");
  const separate = new Set(
    current.flatMap((change) =>
      change.type.startsWith("aws_iam_role_policy") ? [findHolder(change, "role", find)] : [],
    ),
  );
  return current.flatMap((change) => {
    const named = SOURCES.filter(({ type }) => type === change.type);
    return (named.length > 0 ? named : listOwnSources(change))
      .filter(({ own }) => own === undefined || isConfigured(change, own, separate.has(change)))
      .map((source) => readPolicy(change, source, find));
  });
}

/** Terraform reads what other resources give a role into the role as well: then it says nothing of its own. */
function isConfigured({ references, after }: ResourceChange, attribute: string, isSeparate: boolean): boolean {
  if (Object.keys(references).length > 0) return Object.hasOwn(references, attribute);
  return !isSeparate && !isOpaque(readValue(after, attribute));
}

function findHolder(change: ResourceChange, holder: string, find: FindResources): ResourceChange | undefined {
  return find.referred({ change, attribute: holder, types: [HOLDERS[holder] ?? ""] });
}

function readPolicy(change: ResourceChange, { kind, read, holder }: PolicySource, find: FindResources): Policy {
  const owner = holder === undefined ? change : findHolder(change, holder, find);
  const name = holder && (readText(change.after, holder) ?? readText(change.before, holder));
  const outside: Label = holder && name !== undefined ? [holder, { name }] : labelResource(change, find);
  return {
    key: `${owner?.address ?? (name === undefined ? change.address : `${holder ?? ""} ${name}`)} ${kind}`,
    who: owner ? labelResource(owner, find) : outside,
    kind,
    change,
    isNew: owner?.action === "create",
    before: read(change.before),
    after: read(change.after),
  };
}
