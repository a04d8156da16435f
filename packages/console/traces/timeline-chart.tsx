import { useMemo } from "preact/hooks";
import { place, setParams } from "../router";
import { formatDuration } from "./format";
import { layOutTimeline, listTicks } from "./timeline";
import type { TimelineRow } from "./timeline-row";
import { Outcome } from "./trace-rows";
import type { TraceProps } from "./use-whole";
import { VirtualGrid } from "./virtual-grid";

const ROW_HEIGHT = 26;
const MOST_SEEN = 24;

/** The waterfall: a bar for each stage of the gateway and each state, full where it worked and hatched where it waited. */
export function TimelineChart({ trace }: TraceProps) {
  const { rows, duration, isCut } = useMemo(() => layOutTimeline(trace), [trace]);
  const { visit: chosen } = place.value.params;
  return (
    <div class="timeline">
      <div style={{ height: `${(Math.min(rows.length, MOST_SEEN) + 1) * ROW_HEIGHT + 8}px` }}>
        <VirtualGrid
          name="bar"
          label={`Where ${formatDuration(duration)} went`}
          columns={["What", "When", "Took"]}
          rows={rows}
          rowHeight={ROW_HEIGHT}
          keyOf={(_, index) => index}
          cells={(row) => describeRow(row, duration)}
          classOf={({ status }) => status}
          chosen={rows.find((row) => row.visit !== undefined && row.visit === chosen)}
          onChoose={({ visit }) => setParams({ visit })}
          onOpen={({ visit }) => visit !== undefined && setParams({ tab: "states", visit })}
        />
      </div>
      <Axis duration={duration} />
      {isCut && <p class="quiet">The first {rows.length} rows are shown.</p>}
    </div>
  );
}

function describeRow({ label, depth, status, start, end, segments }: TimelineRow, duration: number) {
  return [
    <span class="visit" style={{ paddingLeft: `${depth * 12}px` }}>
      <Outcome outcome={status} /> {label}
    </span>,
    <span class="bars">
      {segments.map((segment, index) => (
        <span
          key={index}
          class={`bar ${segment.kind} ${segment.isFailed === true ? "failed" : status}`}
          style={{ left: toShare(segment.start, duration), width: toShare(segment.end - segment.start, duration) }}
          title={`${segment.kind === "wait" ? "waited" : "took"} ${formatDuration(segment.end - segment.start)}`}
        />
      ))}
    </span>,
    <span title={`from ${formatDuration(start)} to ${formatDuration(end)}`}>{formatDuration(end - start)}</span>,
  ];
}

function toShare(time: number, duration: number): string {
  return `${duration > 0 ? (100 * time) / duration : 0}%`;
}

function Axis({ duration }: { readonly duration: number }) {
  return (
    <div class="axis" aria-hidden="true">
      <span />
      <span class="bars">
        {listTicks(duration).map((tick) => (
          <span
            key={tick}
            class={tick > 0.85 * duration ? "tick late" : "tick"}
            style={{ left: toShare(tick, duration) }}
          >
            {formatDuration(tick)}
          </span>
        ))}
      </span>
      <span />
    </div>
  );
}
