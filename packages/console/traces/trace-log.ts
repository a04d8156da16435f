import type { TraceSummary } from "@sfn-websocket/local/trace/trace";

/** Rows that the page keeps; the server may keep fewer. */
export const LONGEST = 10_000;

/** The traces that are known, in the order in which they began: what the server lists, and what it tells of afterwards. */
export class TraceLog {
  private traces: TraceSummary[] = [];

  get all(): readonly TraceSummary[] {
    return this.traces;
  }

  /**
   * Takes all that the server lists now, before what it tells of afterwards: a process that started anew has forgotten all
   * that it told, and so does the log. It lists whatever runs; what was running and is not listed has ended.
   */
  takeList(listed: readonly TraceSummary[]): void {
    if (listed.some((trace) => this.contradicts(trace)) || this.isAhead(listed)) this.traces = [];
    const ids = new Set(listed.map(({ id }) => id));
    this.traces = this.traces.map((trace) => (ids.has(trace.id) ? trace : endUntold(trace)));
    for (const trace of listed) this.put(trace);
  }

  /** Takes a trace that began or changed. */
  put(trace: TraceSummary): void {
    const index = this.findIndex(trace.id);
    this.traces.splice(index, this.traces[index]?.id === trace.id ? 1 : 0, trace);
    if (this.traces.length > LONGEST) this.traces.splice(0, this.traces.length - LONGEST);
  }

  /** Another trace of the same id is another process's. */
  private contradicts({ id, startedAt }: TraceSummary): boolean {
    const known = this.traces[this.findIndex(id)];
    return known?.id === id && known.startedAt !== startedAt;
  }

  /** A process that goes on lists the newest that it ever told of. */
  private isAhead(listed: readonly TraceSummary[]): boolean {
    return (this.traces.at(-1)?.id ?? 0) > (listed.at(-1)?.id ?? 0);
  }

  /** Where the trace stands or belongs; at the end, most often. */
  private findIndex(id: number): number {
    let [low, high] = [0, this.traces.length];
    if ((this.traces.at(-1)?.id ?? 0) < id) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.traces[middle]?.id ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function endUntold(trace: TraceSummary): TraceSummary {
  return trace.outcome === "running" ? { ...trace, status: "ended", outcome: "gone" } : trace;
}
