import type { ComponentChildren } from "preact";
import type { TraceSummary } from "@sfn-websocket/local/trace/trace";
import { Time } from "../components/time";
import { formatDuration, NO_ANSWER, OUTCOMES } from "./format";

/** The columns of the list, in order. */
export const COLUMNS = ["Outcome", "Time", "Kind", "Route", "Connection", "Status", "Duration", "What"] as const;

/** The cells of a trace. */
export function describeTrace(trace: TraceSummary): readonly ComponentChildren[] {
  const { kind, startedAt, routeKey, workflow, connectionId, status, duration, outcome } = trace;
  return [
    <Outcome outcome={outcome} />,
    <Time at={startedAt} />,
    <span title={`#${trace.id}`}>{kind}</span>,
    routeKey ?? workflow ?? "",
    connectionId ?? "",
    String(status),
    duration === undefined ? "" : formatDuration(duration),
    <>
      {trace.isUnanswered && <span class="quiet">{NO_ANSWER} · </span>}
      {trace.failure ?? trace.excerpt}
    </>,
  ];
}

/** The sign of an outcome, which a screen reader reads as words. */
export function Outcome({ outcome }: { readonly outcome: keyof typeof OUTCOMES }) {
  const { sign, name } = OUTCOMES[outcome];
  return (
    <span class={`outcome ${outcome}`} role="img" aria-label={name} title={name}>
      {sign}
    </span>
  );
}
