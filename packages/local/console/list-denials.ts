import type { Aws } from "../account/aws";
import type { PermissionCheck, StateTrace, Trace } from "../trace/trace";
import type { Denial, DenialsAnswer } from "./api";

/** Traces that are read, the newest ones in which something failed: each is rendered for it. */
const MOST_TRACES = 200;
const MOST_DENIALS = 100;

/**
 * What roles were refused in the traces that are kept: the newest first, each once; what is allowed by now is left out.
 */
export function listDenials(aws: Aws): DenialsAnswer {
  const { traces } = aws;
  const failed = (traces?.list() ?? []).filter(({ outcome }) => outcome === "failed" || outcome === "caught");
  const found = new Map<string, Denial>();
  for (const { id } of failed.slice(-MOST_TRACES).reverse()) {
    const trace = traces?.findTrace(id);
    if (trace) for (const check of listRefused(aws, trace)) add(found, check, { aws, trace });
  }
  return { denials: [...found.values()].slice(0, MOST_DENIALS) };
}

interface Where {
  readonly aws: Aws;
  readonly trace: Trace;
}

function add(found: Map<string, Denial>, check: PermissionCheck, { aws, trace }: Where): void {
  const { roleArn, action, resource } = check;
  const key = [roleArn, action, resource].join(" ");
  const known = found.get(key);
  const isWorkflow = aws
    .regions()
    .some(({ stepfunctions }) => stepfunctions.stateMachines().some((machine) => machine.roleArn === roleArn));
  const first = { check, traceId: trace.id, at: trace.startedAt, times: 0, isWorkflow };
  found.set(key, { ...(known ?? first), times: (known?.times ?? 0) + 1 });
}

/** The integration's role was asked by API Gateway; the workflow's is told of by the failures of its tasks. */
function listRefused(aws: Aws, { permissions, execution }: Trace): readonly PermissionCheck[] {
  const ofTasks = execution ? listCauses(execution.states).flatMap((cause) => readDenial(aws, cause)) : [];
  return [...permissions.filter(({ allowed }) => !allowed), ...ofTasks];
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
