import { findCallReason, listNeeded } from "@sfn-websocket/languages/states-language/permissions/call-reasons";
import { explainGrant } from "@sfn-websocket/languages/states-language/permissions/explain-grant";
import { MANAGED_POLICIES } from "@sfn-websocket/languages/states-language/permissions/managed-policies";
import { readStatements } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import type { Aws } from "../account/aws";
import { listStateMachines } from "../account/list-served";
import type { Role } from "../iam/iam";
import type { PermissionRow, PermissionsAnswer } from "./api";

/** A policy's text, and whose it is. */
interface PolicyText extends Pick<PermissionRow, "kind" | "role" | "roleArn" | "policy"> {
  readonly document: string;
}

/** Every statement of the account's roles and functions: by role, its trust first; why is told as `npm run policy` tells it. */
export function listPermissions(aws: Aws): PermissionsAnswer {
  const roles = aws.iam.listRoles().toSorted((one, other) => (one.roleName < other.roleName ? -1 : 1));
  const policies = [...roles.flatMap((role) => listPoliciesOf(aws, role)), ...listFunctionPolicies(aws)];
  const findNeeded = createFindNeeded(aws);
  return { rows: policies.flatMap((policy) => listRows(policy, findNeeded(policy.roleArn))) };
}

function listPoliciesOf({ iam }: Aws, role: Role): readonly PolicyText[] {
  const { roleName, arn: roleArn, permissionsBoundary } = role;
  const whose = { role: roleName, roleArn };
  const inline = iam.listRolePolicies(roleName).map((name) => iam.getRolePolicy(roleName, name));
  return [
    { kind: "trust", ...whose, policy: "", document: role.assumeRolePolicyDocument },
    ...inline.map(({ policyName: policy, policyDocument: document }) => ({
      ...{ kind: "permission" as const, policy, document },
      ...whose,
    })),
    ...iam.listAttachedRolePolicies(roleName).map(({ policyName: policy, policyDocument: document }) => ({
      ...{ kind: "permission" as const, policy, document },
      ...whose,
    })),
    ...listBoundaries(permissionsBoundary, iam.listPolicies()).map(({ policyName: policy, policyDocument }) => ({
      ...{ kind: "boundary" as const, policy, document: policyDocument },
      ...whose,
    })),
  ];
}

const listBoundaries = <Policy extends { readonly arn: string }>(
  wanted: string | undefined,
  policies: readonly Policy[],
): readonly Policy[] => policies.filter(({ arn }) => arn === wanted);

function listFunctionPolicies({ lambda }: Aws): readonly PolicyText[] {
  return [...lambda.functions.values()].flatMap(({ functionName, policies }) =>
    [...policies.values()].map(({ statements }) => ({
      kind: "resource policy" as const,
      role: `function ${functionName}`,
      policy: statements.map(({ Sid }) => Sid).join(", "),
      document: JSON.stringify({ Statement: statements }),
    })),
  );
}

/** What the workflows that run as a role call, by its ARN. */
function createFindNeeded(aws: Aws) {
  const machines = listStateMachines(aws);
  return (roleArn: string | undefined) =>
    machines.filter((machine) => machine.roleArn === roleArn).flatMap(({ definition }) => listNeeded(definition));
}

function listRows(
  { document, policy, ...whose }: PolicyText,
  needed: ReturnType<ReturnType<typeof createFindNeeded>>,
): readonly PermissionRow[] {
  const managed = Object.hasOwn(MANAGED_POLICIES, policy) ? MANAGED_POLICIES[policy]?.reason : undefined;
  const findCall = (action: string) => findCallReason(needed, action);
  return (readStatements(document) ?? []).map((statement) => {
    const row = { ...whose, policy, ...statement };
    // A boundary grants nothing.
    if (whose.kind === "boundary") return { ...row, reasons: [], unexplained: [] };
    return { ...row, ...explainGrant(statement, { policy, managed, findCall }) };
  });
}
