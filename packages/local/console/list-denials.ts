import type { Aws } from "../account/aws";
import { listTaskDenials } from "../trace/list-task-denials";
import type { PermissionCheck, Trace } from "../trace/trace";
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
  return { denials: [...found.values()].slice(0, MOST_DENIALS), isKept: traces !== undefined };
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
const listRefused = (aws: Aws, { permissions, execution }: Trace): readonly PermissionCheck[] => [
  ...permissions.filter(({ allowed }) => !allowed),
  ...listTaskDenials(aws, execution),
];
