import type { Steps } from "@sfn-websocket/languages/states-language/world/steps";
import type { Aws } from "../account/aws";
import { createFindDenial } from "../trace/list-task-denials";
import type { PermissionCheck, TraceSummary } from "../trace/trace";
import type { Denial, DenialsAnswer } from "./api";

/** Traces that are read, the newest ones in which something failed. */
const MOST_TRACES = 200;
const MOST_DENIALS = 100;

/**
 * What roles were refused in the traces that are kept, in steps: the newest first, each once; what is allowed by now is
 * left out.
 */
export function* listDenials(aws: Aws): Steps<DenialsAnswer> {
  const { traces } = aws;
  const failed = (traces?.list() ?? []).filter(({ outcome }) => outcome === "failed" || outcome === "caught");
  const found = new Map<string, Denial>();
  const findDenial = createFindDenial(aws);
  for (const trace of failed.slice(-MOST_TRACES).reverse()) {
    yield;
    const { checks = [], causes = [] } = traces?.findRefusals(trace.id) ?? {};
    for (const check of [...checks, ...causes.flatMap(findDenial)]) add(found, check, { aws, trace });
  }
  return { denials: [...found.values()].slice(0, MOST_DENIALS), isKept: traces !== undefined };
}

interface Where {
  readonly aws: Aws;
  readonly trace: TraceSummary;
}

function add(found: Map<string, Denial>, check: PermissionCheck, { aws, trace }: Where): void {
  const { roleArn, action, resource } = check;
  const key = [roleArn, action, resource].join(" ");
  const known = found.get(key);
  if (known !== undefined) return void found.set(key, { ...known, times: known.times + 1 });
  const isWorkflow = aws
    .regions()
    .some(({ stepfunctions }) => stepfunctions.stateMachines().some((machine) => machine.roleArn === roleArn));
  found.set(key, { check, traceId: trace.id, at: trace.startedAt, times: 1, isWorkflow });
}
