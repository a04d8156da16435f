import { ExecutionTrail } from "../stepfunctions/execution-trail";
import { readPermissions } from "./read-permissions";
import type { PermissionCheck } from "./trace";
import type { TraceSource } from "./trace-source";

/** What a trace tells of roles that were refused something, without the rest of its way. */
export interface Refusals {
  /** What roles were refused by API Gateway's calls. */
  readonly checks: readonly PermissionCheck[];
  /** Why tasks of the workflow failed, each text once: a denial is one of the reasons. */
  readonly causes: readonly string[];
}

export function readRefusals(source: TraceSource): Refusals {
  if (source.kind === "execution") return { checks: [], causes: listCauses(source.trail) };
  if (source.kind !== "event") return { checks: [], causes: [] };
  const { checks = [], started } = source.steps;
  return {
    checks: readPermissions({ checks: checks.filter(({ denial }) => denial !== undefined) }),
    causes: started instanceof ExecutionTrail ? listCauses(started) : [],
  };
}

function listCauses({ events, iterations = [] }: ExecutionTrail): readonly string[] {
  const causes = new Set<string>();
  for (const kept of [events, ...iterations.map((iteration) => iteration.events)])
    for (const event of kept) {
      const cause = event.type.endsWith("Failed") ? event.details?.["cause"] : undefined;
      if (typeof cause === "string") causes.add(cause);
    }
  return [...causes];
}
