import type { Metric } from "../thresholds";
import type { LoadReport } from "./report";

/** The figures that a script may hold to a bound. */
export const LOAD_METRICS = {
  p50: { unit: "ms", meaning: "half of the answers came sooner" },
  p90: { unit: "ms", meaning: "nine tenths did" },
  p95: { unit: "ms", meaning: "95 of 100 did" },
  p99: { unit: "ms", meaning: "99 of 100 did" },
  p999: { unit: "ms", meaning: "999 of 1,000 did" },
  max: { unit: "ms", meaning: "the slowest answer" },
  failed: { unit: "%", meaning: "messages without an answer as expected, of all" },
  unexpected: { unit: "", meaning: "texts that answer nothing" },
  throughput: { unit: "", meaning: "answered messages a second" },
  "connect-p99": { unit: "ms", meaning: "99 of 100 connections were open sooner" },
  refused: { unit: "", meaning: "connections that were not opened" },
  closed: { unit: "", meaning: "connections that were lost" },
} as const satisfies Readonly<Record<string, Metric>>;

/** The figures of a run; those that there are not, as of answers that never came, are undefined. */
export function readLoadFigures(
  report: Omit<LoadReport, "url" | "startedAt">,
): Readonly<Record<keyof typeof LOAD_METRICS, number | undefined>> {
  const { latency, connect, sent, unsent, failed, unexpected, messagesPerSecond, closes } = report;
  const due = sent + unsent;
  return {
    ...{ p50: latency?.p50, p90: latency?.p90, p95: latency?.p95, p99: latency?.p99 },
    ...{ p999: latency?.p999, max: latency?.max },
    failed: due === 0 ? 0 : (failed / due) * 100,
    unexpected,
    throughput: messagesPerSecond,
    "connect-p99": connect.latency?.p99,
    refused: connect.failed,
    closed: Object.values(closes).reduce((sum, count) => sum + count, 0),
  };
}
