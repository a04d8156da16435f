import type { ExecutionTrace, Trace } from "@sfn-websocket/local/trace/trace";
import { listStateRows } from "./state-rows";
import type { TimelineRow } from "./timeline-row";

/** Rows that are drawn. */
const MOST_ROWS = 2_000;

/** The waterfall of a trace, and how long it is; `isCut` where it has more rows than are drawn. */
export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly duration: number;
  readonly isCut: boolean;
}

/** Returns where a trace's time went: the gateway's stages, and below the call each state with its attempts and waits. */
export function layOutTimeline(trace: Trace): Timeline {
  const { execution } = trace;
  const states = execution ? listStateRows(execution, trace.startedAt) : [];
  const all = [...listGatewayRows(trace, "before"), ...states, ...listGatewayRows(trace, "after")];
  const rows = all.slice(0, MOST_ROWS);
  const duration = Math.max(trace.duration ?? 0, ...rows.map(({ end }) => end));
  return { rows, duration, isCut: all.length > rows.length };
}

/** The call, or the workflow itself, and what lies on both sides of it. */
function listGatewayRows(trace: Trace, side: "before" | "after"): TimelineRow[] {
  const call = findCall(trace);
  const duration = trace.duration ?? call?.end ?? 0;
  if (side === "after") {
    if (call === undefined || trace.kind === "EXECUTION") return [];
    return [row("Answer", { start: Math.min(call.end, duration), end: duration })];
  }
  const verdicts = listVerdictRows(trace);
  const asked = verdicts.at(-1)?.end ?? 0;
  if (call === undefined) return [...verdicts, row("API Gateway", { start: asked, end: duration })];
  if (trace.kind === "EXECUTION") return [call];
  return [...verdicts, row("Route and request", { start: asked, end: Math.max(asked, call.start) }), call];
}

/** How long each verdict took is known, and that they are asked one after the other from the beginning on. */
function listVerdictRows({ verdicts }: Trace): TimelineRow[] {
  let start = 0;
  return verdicts.flatMap(({ by, name, duration, allowed }) => {
    if (duration === undefined) return [];
    const label = name === undefined ? by : `${by} '${name}'`;
    const one = row(label, { start, end: start + duration, status: allowed ? "ok" : "failed" });
    start += duration;
    return [one];
  });
}

/** The call begins with the workflow that it runs; another is taken to end with the trace. */
function findCall({ startedAt, duration, call, execution, kind }: Trace): TimelineRow | undefined {
  const length = call?.duration ?? execution?.duration ?? 0;
  const label = kind === "EXECUTION" ? "Execution" : (call?.action ?? call?.type ?? "Execution");
  const status = execution ? statusOf(execution) : call?.error === undefined ? "ok" : "failed";
  if (execution) {
    const start = Math.max(0, execution.startedAt - startedAt);
    return row(label, { start, end: start + length, status });
  }
  if (call === undefined) return undefined;
  const end = duration ?? length;
  return row(label, { start: Math.max(0, end - length), end, status });
}

function statusOf({ status }: ExecutionTrace): TimelineRow["status"] {
  if (status === "RUNNING") return "running";
  return status === "SUCCEEDED" ? "ok" : "failed";
}

function row(
  label: string,
  { start, end, status = "ok" }: { start: number; end: number; status?: TimelineRow["status"] },
): TimelineRow {
  return { label, depth: 0, status, start, end, segments: [{ kind: "work", start, end }] };
}

/** Round numbers of milliseconds for an axis, at most `count` of them after 0. */
export function listTicks(duration: number, count = 5): readonly number[] {
  if (duration <= 0) return [0];
  const rough = duration / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.floor(duration / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
