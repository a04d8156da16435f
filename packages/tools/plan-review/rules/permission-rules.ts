import type { PermissionChange, StatementChange } from "../compare-permissions";
import { printStatement } from "../print-statement";
import type { Policy } from "../policy-sources";
import type { Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { isCovered, isOpenToAll, listScopableActions, listWildActions } from "../weigh-statement";
import type { FindInPlan, Found } from "./rule";

/** Finds what an existing role, or an existing resource's own policy, allows and did not allow before. */
export function findWidened(kinds: readonly Policy["kind"][]): FindInPlan {
  return ({ permissions }) =>
    permissions
      .filter(({ isNew, policies }) => !isNew && policies.some(({ kind }) => kinds.includes(kind)))
      .flatMap((permission) =>
        pairWider(permission).flatMap(({ change, former }) => (former === undefined ? [describe(change)] : [])),
      );
}

/** Finds the permissions that move from one resource to another, no broader than before. */
export const findRedirected: FindInPlan = ({ permissions }) =>
  permissions
    .filter(({ isNew }) => !isNew)
    .flatMap((permission) =>
      pairWider(permission).flatMap(({ change, former }) => (former === undefined ? [] : [describe(change, former)])),
    );

interface Wider {
  readonly change: StatementChange;
  /** The statement that goes where this one comes: the same but for what the resources are called. */
  readonly former?: Statement;
}

/** The statements that allow more, each with one that goes for it: of two that come for one, the second has none. */
function pairWider({ statements, before, after }: PermissionChange): Wider[] {
  const lost = statements.flatMap(({ direction, statement }) => (direction === "lost" ? [statement] : []));
  return statements
    .filter((change) => isWider(change, before, after))
    .map((change) => {
      const isSame = (other: Statement) => outline(other) === outline(change.statement);
      const index = change.direction === "lost" ? -1 : lost.findIndex(isSame);
      const [former] = index < 0 ? [] : lost.splice(index, 1);
      return { change, ...(former && { former }) };
    });
}

/** A denial that is lost widens unless another denies as much, as does what was not allowed before. */
function isWider(
  { direction, statement }: StatementChange,
  before: readonly Statement[],
  after: readonly Statement[],
): boolean {
  if (direction === "gained") return statement.effect === "Allow" && !isCovered(statement, before);
  return statement.effect === "Deny" && !isCovered(statement, after);
}

function outline({ effect, actions, resources, principals, conditions }: Statement): string {
  const shapes = resources.map((resource) => [resource.split(":").slice(0, 3), resource.replaceAll(/[^*?]/g, "")]);
  const tests = conditions.map((condition) => {
    const [test, values = ""] = condition.split(" = ");
    return [test, values.split(" or ").length, values.replaceAll(/[^*?]/g, "")];
  });
  return JSON.stringify([effect, actions, shapes, principals, tests]);
}

/** Finds the permissions gained on everything that could name what they are for. */
export const findUnscoped: FindInPlan = ({ permissions }) =>
  listGained(permissions)
    .filter(({ statement }) => listScopableActions(statement).length > 0)
    .map((change) => describe(change));

/** Finds the permissions gained to do everything, of a service or at all. */
export const findWildActions: FindInPlan = ({ permissions }) =>
  listGained(permissions)
    .filter(({ statement }) => listWildActions(statement).length > 0)
    .map((change) => describe(change));

/** Finds what anybody may do from now on. */
export const findOpenedToAll: FindInPlan = ({ permissions }) =>
  listGained(permissions)
    .filter(({ statement }) => isOpenToAll(statement))
    .map((change) => describe(change));

function listGained(permissions: readonly PermissionChange[]): StatementChange[] {
  return permissions.flatMap(({ statements }) => statements.filter(({ direction }) => direction === "gained"));
}

/** Finds the policies of existing roles that change to what only Terraform will know. */
export const findUnreadable: FindInPlan = ({ permissions }) =>
  permissions
    .filter(({ isNew }) => !isNew)
    .flatMap(({ opaque }) => opaque)
    .filter(({ change }) => change.action !== "destroy")
    .map((policy) => ({
      change: policy.change,
      label: policy.who,
      after: policy.after.opaque ?? policy.before.opaque ?? "",
    }));

function describe({ direction, statement, policy }: StatementChange, former?: Statement): Found {
  const printed = printStatement(statement);
  const sides = direction === "lost" ? { before: printed, after: "not denied any more" } : { after: printed };
  return { change: policy.change, label: policy.who, ...(former && { before: printStatement(former) }), ...sides };
}
