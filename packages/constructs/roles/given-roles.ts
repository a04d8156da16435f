import { findPartition } from "../names/partition";
import type { RefuseValue } from "../options/option";
import { show } from "../options/show-value";

/** The options of a route that name a role which is there already. */
const OPTIONS = ["workflowRoleArn", "integrationRoleArn"] as const;

/** A role with its path, or a reference that Terraform fills in. */
const ROLE_ARN = /^(arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]*[\w+=,.@-]|\$\{[^}]+\})$/;

/** Refuses what is no role's ARN. */
export const refuseRoleArn: RefuseValue = (value) =>
  typeof value === "string" && ROLE_ARN.test(value)
    ? undefined
    : `is not a role's ARN, got ${show(value)}; write it as in 'arn:aws:iam::123456789012:role/workflows'`;

/** Where a role is to be used, and what is said of the stack's own. */
interface RolePlace {
  readonly region: string;
  readonly permissionsBoundary?: string;
}

/**
 * The problems of the roles of a route that are there already: the stack changes nothing of them, so that what it would
 * grant or bound of a role of its own cannot hold.
 */
export function checkGivenRoles(routeKey: string, route: object, place: RolePlace): readonly string[] {
  const options = new Map<string, unknown>(Object.entries(route));
  const where = `route '${routeKey}':`;
  const given = OPTIONS.flatMap((option) => {
    const arn = options.get(option);
    return typeof arn === "string" ? [{ option, arn }] : [];
  });
  const problems = given.flatMap(({ option, arn }) => checkGivenRole(`${where} ${option}`, arn, place));
  if (!options.has("workflowRoleArn") || options.get("workflowRoleArn") === undefined) return problems;
  if (options.get("permissions") === undefined) return problems;
  return [
    ...problems,
    `${where} permissions are nobody's to give, got them beside a workflowRoleArn; give them to the role where it is made, or remove one of the two`,
  ];
}

function checkGivenRole(where: string, arn: string, { region, permissionsBoundary }: RolePlace): readonly string[] {
  const own = findPartition(region);
  const [, partition = own] = /^arn:([\w-]+):/.exec(arn) ?? [];
  return [
    ...(own === undefined || partition === own
      ? []
      : [`${where} is of another partition than the stack's region, got '${arn}'; begin it with arn:${own}`]),
    ...(permissionsBoundary === undefined
      ? []
      : [
          `${where} is a role that the stack cannot bound, got it beside the permissionsBoundary '${permissionsBoundary}'; bound the role where it is made, and remove one of the two`,
        ]),
  ];
}
