import { type FindCallReason, readCallReasons } from "./call-reasons";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { explainGrant, type GrantReasons } from "@sfn-websocket/languages/states-language/permissions/explain-grant";
import type { Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { listPolicies, type Policy, type PolicyHolder, type PolicyKind } from "./policy-sources";
import type { Reason } from "@sfn-websocket/languages/states-language/permissions/grant-reasons";
import { listResources, readReferences, type References } from "./resolve-references";

/** The Terraform JSON of one stack. */
export interface StackJson {
  readonly stack: string;
  readonly terraform: JsonObject;
}

/** A statement, and who gets what it grants. */
export interface Grant extends Statement, GrantReasons {
  readonly stack: string;
  /** Name of the role, user or group; of a resource's own policy, the resource. */
  readonly role: string;
  /** @default a role, or a resource */
  readonly holder?: PolicyHolder;
  readonly kind: PolicyKind;
  /** Name of the policy, empty for a role's trust. */
  readonly policy: string;
  /** Whether the policy is AWS's own, which nobody else can narrow. */
  readonly managed: boolean;
}

/** A policy whose statements cannot be read. */
export interface UnreadPolicy extends Pick<Grant, "stack" | "role" | "holder" | "kind" | "policy"> {
  /** What stands where the statements should. */
  readonly got: string;
}

/** What stacks grant, as far as it can be read. */
export interface Grants {
  readonly grants: readonly Grant[];
  readonly unread: readonly UnreadPolicy[];
}

/** Every statement that the stacks grant: of a stack, by role, trust first. */
export function listGrants(stacks: readonly StackJson[]): Grants {
  const listed = stacks.map(listGrantsOf);
  return { grants: listed.flatMap(({ grants }) => grants), unread: listed.flatMap(({ unread }) => unread) };
}

function listGrantsOf({ stack, terraform }: StackJson): Grants {
  const resources = listResources(terraform);
  const references = readReferences(resources);
  const policies = resources.flatMap((resource) => listPolicies(resource, { resources, references }));
  const findCall = readCallReasons({ resources, references });
  const grants = policies.flatMap((policy) =>
    (policy.statements ?? []).map((statement) =>
      explain(policy, showStatement(statement, references), { stack, findCall }),
    ),
  );
  const unread = policies
    .filter(({ statements }) => statements === undefined)
    .map(({ name, got, ...policy }) => ({ stack, ...nameHolder(policy), policy: name, got }));
  return { grants: grants.sort(compareGrants), unread };
}

interface Explained {
  readonly stack: string;
  readonly findCall: FindCallReason;
}

function explain({ name, reason, ...policy }: Policy, statement: Statement, { stack, findCall }: Explained): Grant {
  const find = (action: string) => findCall(policy.role, action);
  const found = policy.holder
    ? explainPerson(statement, reason)
    : explainGrant(statement, { policy: name, managed: reason, findCall: find });
  return { ...statement, stack, ...nameHolder(policy), policy: name, managed: reason !== undefined, ...found };
}

/** No reason that is known here is one for a person. */
function explainPerson({ actions, effect }: Statement, managed: Reason | undefined): GrantReasons {
  if (managed !== undefined) return { reasons: [managed], unexplained: [] };
  return { reasons: [], unexplained: effect === "Allow" ? actions : [] };
}

/** Whose policy it is. */
function nameHolder({ role, holder, kind }: Pick<Policy, "role" | "holder" | "kind">) {
  return { role, ...(holder && { holder }), kind };
}

function compareGrants(one: Grant, other: Grant): number {
  const order = ({ kind }: Grant) => (kind === "trust" ? 0 : 1);
  if (one.role !== other.role) return one.role < other.role ? -1 : 1;
  return order(one) - order(other);
}

function showStatement({ effect, actions, ...lists }: Statement, { show }: References): Statement {
  const [resources = [], principals = [], conditions = []] = [lists.resources, lists.principals, lists.conditions].map(
    (texts) => texts.map(show),
  );
  return { effect, actions, resources, principals, conditions };
}
