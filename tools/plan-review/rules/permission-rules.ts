import type { PermissionChange, StatementChange } from "../compare-permissions";
import { printStatement } from "../print-statement";
import type { Statement } from "../policy-statements";
import { isCovered, isOpenToAll, listScopableActions, listWildActions } from "../weigh-statement";
import type { FindInPlan, Found } from "./rule";

/** Finds what an existing role, or an existing resource's own policy, allows and did not allow before. */
export function findWidened(kinds: readonly ("identity" | "trust" | "resource")[]): FindInPlan {
  return ({ permissions }) =>
    permissions
      .filter(({ isNew, policies }) => !isNew && policies.some(({ kind }) => kinds.includes(kind)))
      .flatMap((permission) =>
        listWider(permission).map((statement) => describe(statement, findLostTwin(permission, statement))),
      );
}

function listWider(permission: PermissionChange): StatementChange[] {
  return permission.statements.filter(
    (change) => isWider(change, permission.before) && findLostTwin(permission, change) === undefined,
  );
}

/** A denial that is lost widens, as does what was not allowed before. */
function isWider({ direction, statement }: StatementChange, before: readonly Statement[]): boolean {
  if (direction === "lost") return statement.effect === "Deny";
  return statement.effect === "Allow" && !isCovered(statement, before);
}

/** Finds the permissions that move from one resource to another, no broader than before. */
export const findRedirected: FindInPlan = ({ permissions }) =>
  permissions
    .filter(({ isNew }) => !isNew)
    .flatMap((permission) =>
      permission.statements
        .filter((change) => isWider(change, permission.before))
        .flatMap((change) => {
          const twin = findLostTwin(permission, change);
          return twin ? [describe(change, twin)] : [];
        }),
    );

/** The statement that goes where another like it comes: the same but for what the resources are called. */
function findLostTwin(
  { statements }: PermissionChange,
  { direction, statement }: StatementChange,
): Statement | undefined {
  if (direction === "lost") return undefined;
  return statements
    .filter((other) => other.direction === "lost")
    .map((other) => other.statement)
    .find((other) => outline(other) === outline(statement));
}

function outline({ effect, actions, resources, principals, conditions }: Statement): string {
  const shapes = resources.map((resource) => [resource.split(":").slice(0, 3), resource.replaceAll(/[^*?]/g, "")]);
  const tests = conditions.map((condition) => [condition.split(" = ")[0], condition.replaceAll(/[^*?]/g, "")]);
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

function describe({ direction, statement, policy }: StatementChange, twin?: Statement): Found {
  const printed = printStatement(statement);
  const sides = direction === "lost" ? { before: printed, after: "not denied any more" } : { after: printed };
  return { change: policy.change, label: policy.who, ...(twin && { before: printStatement(twin) }), ...sides };
}
