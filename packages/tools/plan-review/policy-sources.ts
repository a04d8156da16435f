import { readOwn } from "@sfn-websocket/languages/json";
import type { FindResources } from "./find-resources";
import type { ResourceChange } from "./plan";
import { readStatements, type Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { type Label, labelResource } from "./resource-kinds";
import {
  HOLDER_TYPES,
  POLICY_PLACES,
  type PolicyForm,
  type PolicyHolder,
  type PolicyPlace,
  readLambdaPermission,
} from "../policy-places";
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

/** Reads an attribute of a resource's side as a policy. */
type ReadSide = (side: ValueObject | undefined, attribute: string) => PolicySide;

const EMPTY: PolicySide = { statements: [] };

function readSide(value: Value | undefined): PolicySide {
  if (isEmpty(value)) return EMPTY;
  if (isOpaque(value)) return { statements: [], opaque: value.toJSON() };
  const statements = typeof value === "string" ? readStatements(value) : undefined;
  return statements ? { statements } : { statements: [], opaque: "not a policy document" };
}

/** A role's policies written in the role itself. */
const readPolicyBlocks: ReadSide = (side, attribute) => {
  const blocks = readBlocks(side, attribute).map((block) => readSide(readValue(block, "policy")));
  const opaque = blocks.find((block) => block.opaque !== undefined)?.opaque;
  return { statements: blocks.flatMap(({ statements }) => statements), ...(opaque !== undefined && { opaque }) };
};

/** Whatever the attached policies allow is meant: the plan need not hold them. */
const readArns: ReadSide = (side, attribute) => {
  const value = readValue(side, attribute);
  if (isOpaque(value)) return { statements: [], opaque: value.toJSON() };
  const arns = isList(value) ? value : isEmpty(value) ? [] : [value];
  return { statements: arns.map((arn) => allowAllOf(isOpaque(arn) ? arn.toJSON() : String(arn))) };
};

function allowAllOf(arn: string): Statement {
  return { effect: "Allow", actions: [`everything in ${arn}`], resources: [], principals: [], conditions: [] };
}

const readOwnStatement: ReadSide = (side) => {
  if (!side) return EMPTY;
  const read = (name: string) => {
    const value = readValue(side, name);
    return isOpaque(value) ? value.toJSON() : readText(side, name);
  };
  return { statements: [readLambdaPermission(read)] };
};

const READERS: Readonly<Record<PolicyForm, ReadSide>> = {
  document: (side, attribute) => readSide(readValue(side, attribute)),
  blocks: readPolicyBlocks,
  arns: readArns,
  statement: readOwnStatement,
};

/** The attributes of other types that hold a policy: the text says so, or it stands where policies do. */
function listOwnPlaces({ before, after, references }: ResourceChange): PolicyPlace[] {
  const names = [...new Set([after, before].flatMap((side) => Object.keys(side ?? {})))];
  const isKnown = Object.keys(references).length > 0;
  return (
    names
      .filter((name) => isPolicy(name, [readValue(before, name), readValue(after, name)]))
      // What is not configured, the provider reads back from another resource.
      .filter((name) => !isKnown || after === undefined || Object.hasOwn(references, name))
      .map((attribute) => ({ kind: "resource", form: "document", attribute }))
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
      change.type.startsWith("aws_iam_role_policy") ? [findHolder(change, ["role", "role"], find)] : [],
    ),
  );
  return current.flatMap((change) => {
    const places = readOwn(POLICY_PLACES, change.type);
    return (places ?? listOwnPlaces(change))
      .filter(({ isReadBack, attribute }) => !isReadBack || isConfigured(change, attribute, separate.has(change)))
      .map((place) => readPolicy(change, place, find));
  });
}

/** Terraform reads what other resources give a role into the role as well: then it says nothing of its own. */
function isConfigured({ references, after }: ResourceChange, attribute: string, isSeparate: boolean): boolean {
  if (Object.keys(references).length > 0) return Object.hasOwn(references, attribute);
  return !isSeparate && !isOpaque(readValue(after, attribute));
}

type NamedHolder = readonly [attribute: string, holder: PolicyHolder];

function findHolder(
  change: ResourceChange,
  [attribute, holder]: NamedHolder,
  find: FindResources,
): ResourceChange | undefined {
  return find.referred({ change, attribute, types: [HOLDER_TYPES[holder]] });
}

/** A policy that several hold at once is told as the attachment's own. */
function readPolicy(change: ResourceChange, place: PolicyPlace, find: FindResources): Policy {
  const { kind, form, attribute, holders = {} } = place;
  const [named, ...others] = Object.entries(holders);
  const { owner, key, who } = describeOwner(change, others.length > 0 ? undefined : named, find);
  return {
    key: `${key} ${kind}`,
    who,
    kind,
    change,
    isNew: owner?.action === "create",
    before: READERS[form](change.before, attribute),
    after: READERS[form](change.after, attribute),
  };
}

/** Whose a policy is: a resource of the plan, or a name where the plan does not hold it. */
function describeOwner(change: ResourceChange, named: NamedHolder | undefined, find: FindResources) {
  const owner = named === undefined ? change : findHolder(change, named, find);
  if (owner || named === undefined)
    return { owner, key: (owner ?? change).address, who: labelResource(owner ?? change, find) };
  const [attribute, holder] = named;
  const name = readText(change.after, attribute) ?? readText(change.before, attribute);
  if (name === undefined) return { owner, key: change.address, who: labelResource(change, find) };
  return { owner, key: `${holder} ${name}`, who: [holder, { name }] satisfies Label };
}
