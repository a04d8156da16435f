import type { ExecutionTrace, StateTrace } from "@sfn-websocket/local/trace/trace";
import { groupByState, type Invocation, listInvocations } from "./list-invocations";
import { listVisits, nameVisit, type Visit } from "./list-visits";
import type { Segment, TimelineRow } from "./timeline-row";

/** Returns a row for each visit of a state, with times from `origin` on, in milliseconds since 1970. */
export function listStateRows(execution: ExecutionTrace, origin: number): TimelineRow[] {
  const attempts = groupByState(listInvocations(execution));
  const over = execution.startedAt + (execution.duration ?? 0);
  return listVisits(execution.states).map((visit) => {
    const { enteredAt, exitedAt = Math.max(over, enteredAt), name } = visit.state;
    const own = takeAttempts(attempts.get(name) ?? [], visit.state);
    return describeVisit(visit, own, { origin, exitedAt });
  });
}

function describeVisit(
  { state, depth, path }: Visit,
  attempts: readonly Invocation[],
  { origin, exitedAt }: { origin: number; exitedAt: number },
): TimelineRow {
  const [start, end] = [state.enteredAt - origin, exitedAt - origin];
  const calls = attempts.map(({ at, endedAt = exitedAt, output, error }) => ({
    kind: "work" as const,
    start: at - origin,
    end: endedAt - origin,
    isFailed: output === undefined && error !== undefined,
  }));
  return {
    label: nameVisit(state),
    depth: depth + 1,
    status: state.status === "succeeded" ? "ok" : state.status,
    start,
    end,
    visit: path,
    segments: calls.length > 0 ? addPauses(calls) : [{ kind: findKind(state), start, end }],
  };
}

function findKind({ type, children }: StateTrace): Segment["kind"] {
  if (type === "Wait") return "wait";
  return children.length > 0 ? "group" : "work";
}

/** The attempts of one visit: as many as it had, from the first that began within it; those of later visits stay. */
function takeAttempts(attempts: Invocation[], { enteredAt, failures, task }: StateTrace): Invocation[] {
  const first = attempts.findIndex(({ at }) => at >= enteredAt);
  return first < 0 ? [] : attempts.splice(first, task?.attempts ?? failures.length + 1);
}

/** What lies between two attempts was waited for. */
function addPauses(calls: readonly Segment[]): Segment[] {
  return calls.flatMap((call, index) => {
    const before = calls[index - 1];
    const isPaused = before !== undefined && before.end < call.start;
    return isPaused ? [{ kind: "wait", start: before.end, end: call.start }, call] : [call];
  });
}
