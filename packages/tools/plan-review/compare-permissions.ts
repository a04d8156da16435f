import type { FindResources } from "./find-resources";
import type { Plan } from "./plan";
import {
  identifyStatement,
  type Statement,
} from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { listPolicies, type Policy } from "./policy-sources";

/** A statement that somebody gains or loses. */
export interface StatementChange {
  readonly direction: "gained" | "lost";
  readonly statement: Statement;
  readonly policy: Policy;
}

/** The permissions of one role, or on one resource, that change. */
export interface PermissionChange {
  readonly policies: readonly Policy[];
  readonly isNew: boolean;
  readonly statements: readonly StatementChange[];
  /** All that was allowed and denied before, whichever policy said so. */
  readonly before: readonly Statement[];
  /** All that will be. */
  readonly after: readonly Statement[];
  /** The policies that change to what cannot be read. */
  readonly opaque: readonly Policy[];
}

/** What each role, and each resource with a policy of its own, gains and loses. */
export function comparePermissions({ changes }: Pick<Plan, "changes">, find: FindResources): PermissionChange[] {
  const byKey = new Map<string, Policy[]>();
  for (const policy of listPolicies(changes, find)) byKey.set(policy.key, [...(byKey.get(policy.key) ?? []), policy]);
  return [...byKey.values()]
    .map(comparePolicies)
    .filter(({ statements, opaque }) => statements.length > 0 || opaque.length > 0);
}

function comparePolicies(policies: readonly Policy[]): PermissionChange {
  const isOpaque = ({ before, after }: Policy) => before.opaque !== undefined || after.opaque !== undefined;
  const readable = policies.filter((policy) => !isOpaque(policy));
  const [before, after] = [collect(readable, "before"), collect(readable, "after")];
  return {
    policies,
    isNew: policies.some(({ isNew }) => isNew),
    before: policies.flatMap((policy) => policy.before.statements),
    after: policies.flatMap((policy) => policy.after.statements),
    opaque: policies.filter((policy) => isOpaque(policy) && policy.change.action !== "no-op"),
    statements: [...subtract(after, before, "gained"), ...subtract(before, after, "lost")],
  };
}

type Found = ReadonlyMap<string, Pick<StatementChange, "statement" | "policy">>;

function collect(policies: readonly Policy[], side: "before" | "after"): Found {
  return new Map(
    policies.flatMap((policy) =>
      policy[side].statements.map((statement) => [identifyStatement(statement), { statement, policy }] as const),
    ),
  );
}

function subtract(from: Found, other: Found, direction: StatementChange["direction"]): StatementChange[] {
  return [...from]
    .filter(([identity]) => !other.has(identity))
    .filter(([, { policy }]) => policy.change.action !== "no-op")
    .map(([, found]) => ({ direction, ...found }));
}
