import type { Aws } from "../account/aws";
import type { ExecutionTrace, PermissionCheck, StateTrace } from "./trace";

/**
 * What an execution's role was refused, by the failures of its tasks, with the smallest statement that would allow it; what
 * is allowed by now is left out.
 */
export function listTaskDenials(aws: Aws, execution: ExecutionTrace | undefined): readonly PermissionCheck[] {
  if (execution === undefined) return [];
  return [...new Set(listCauses(execution.states))].flatMap(createFindDenial(aws));
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

/** Returns what tells of which denial a task's cause is; the same question is asked once. */
export function createFindDenial(aws: Aws): (cause: string) => readonly PermissionCheck[] {
  const asked = new Map<string, readonly PermissionCheck[]>();
  return (cause) => {
    const [, , , roleName = "", sessionName = "", action, resource] = DENIAL.exec(cause) ?? [];
    if (action === undefined || resource === undefined) return [];
    const question = [roleName, action, resource].join(" ");
    const known = asked.get(question) ?? explainDenial(aws, { roleName, sessionName, action, resource });
    asked.set(question, known);
    return known;
  };
}

interface Denied {
  readonly roleName: string;
  readonly sessionName: string;
  readonly action: string;
  readonly resource: string;
}

function explainDenial(aws: Aws, { roleName, sessionName, action, resource }: Denied): readonly PermissionCheck[] {
  const role = aws.iam.listRoles().find((each) => each.roleName === roleName);
  if (role === undefined) return [];
  const roleArn = role.arn;
  const principal = "states.amazonaws.com";
  const asked = { roleArn, principalService: principal, sessionName, action, resource, conditionKeys: {} };
  const { allowed, why, statement, needed } = aws.iam.explain(asked);
  return allowed ? [] : [{ roleArn, principal, action, resource, allowed, why, statement, needed }];
}
