import type { Aws } from "../account/aws";
import type { ExecutionTrace, PermissionCheck, StateTrace } from "./trace";

/**
 * What an execution's role was refused, by the failures of its tasks, with the smallest statement that would allow it; what
 * is allowed by now is left out.
 */
export function listTaskDenials(aws: Aws, execution: ExecutionTrace | undefined): readonly PermissionCheck[] {
  if (execution === undefined) return [];
  return [...new Set(listCauses(execution.states))].flatMap((cause) => readDenial(aws, cause));
}

function listCauses(states: readonly StateTrace[]): readonly string[] {
  return states.flatMap(({ failures, children }) => [
    ...failures.flatMap(({ cause }) => cause ?? []),
    ...listCauses(children),
  ]);
}

/** AWS's text of a denial names the session of the role, not the role. *Recorded*, see iam/authorize.ts. */
const DENIAL =
  /User: arn:([\w-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/(\S+) is not authorized to perform: ([\w-]+:\w+) on resource: (\S+)/;

function readDenial(aws: Aws, cause: string): readonly PermissionCheck[] {
  const [, , , roleName, sessionName = "", action, resource] = DENIAL.exec(cause) ?? [];
  const role = aws.iam.listRoles().find((each) => each.roleName === roleName);
  if (role === undefined || action === undefined || resource === undefined) return [];
  const roleArn = role.arn;
  const principal = "states.amazonaws.com";
  const asked = { roleArn, principalService: principal, sessionName, action, resource, conditionKeys: {} };
  const { allowed, why, statement, needed } = aws.iam.explain(asked);
  if (allowed) return [];
  const check = { roleArn, principal, action, resource, allowed, why };
  return [{ ...check, ...(statement && { statement }), ...(needed && { needed }) }];
}
