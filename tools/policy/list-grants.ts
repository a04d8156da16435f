import type { Statement } from "../plan-review/policy-statements";
import { listPolicies, type Policy, type PolicyKind } from "./policy-sources";
import type { StackJson } from "./read-stacks";
import { findReason, type Reason } from "./reasons";
import { listResources, readReferences, type References } from "./resolve-references";

/** A statement, and who gets what it grants. */
export interface Grant extends Statement {
  readonly stack: string;
  /** Name of the role; of a resource's own policy, the resource. */
  readonly role: string;
  readonly kind: PolicyKind;
  /** Name of the policy, empty for a role's trust. */
  readonly policy: string;
  /** Whether the policy is AWS's own, which nobody else can narrow. */
  readonly managed: boolean;
  /** Why it is granted, each reason once. */
  readonly reasons: readonly Reason[];
  /** The actions for which no reason is known. */
  readonly unexplained: readonly string[];
}

/** A policy whose statements cannot be read. */
export interface UnreadPolicy extends Pick<Grant, "stack" | "role" | "kind" | "policy"> {
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
  const grants = policies.flatMap((policy) =>
    (policy.statements ?? []).map((statement) => explain(policy, showStatement(statement, references), stack)),
  );
  const unread = policies
    .filter(({ statements }) => statements === undefined)
    .map(({ role, kind, name, got }) => ({ stack, role, kind, policy: name, got }));
  return { grants: grants.sort(compareGrants), unread };
}

function explain({ role, kind, name, reason }: Policy, statement: Statement, stack: string): Grant {
  const { actions, principals, effect } = statement;
  const found = actions.map((action) => reason ?? findReason({ action, principals, policy: name }));
  const unexplained = effect === "Allow" ? actions.filter((_, index) => found[index] === undefined) : [];
  const byText = new Map(found.flatMap((known) => (known ? [[known.why, known] as const] : [])));
  const reasons = [...byText.values()];
  return { ...statement, stack, role, kind, policy: name, managed: reason !== undefined, reasons, unexplained };
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
