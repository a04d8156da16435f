import { useState } from "preact/hooks";
import type { TracedEvent } from "@sfn-websocket/local/trace/trace";
import { printData } from "./data";
import { JsonTree } from "./data-view";
import { formatCount, formatDuration } from "./format";
import type { TraceProps } from "./use-whole";
import { VirtualGrid } from "./virtual-grid";

const ROW_HEIGHT = 26;
const MOST_SEEN = 18;

/** The history of the execution, an event a row, and the chosen one's details. */
export function EventTable({ trace: { execution } }: TraceProps) {
  const [active, choose] = useState(-1);
  const events = execution?.events ?? [];
  const start = execution?.startedAt ?? 0;
  if (events.length === 0) return <p class="empty">No events were kept.</p>;
  const chosen = events[active];
  return (
    <div class="events">
      <div style={{ height: `${(Math.min(events.length, MOST_SEEN) + 1) * ROW_HEIGHT + 8}px` }}>
        <VirtualGrid
          name="event"
          label="Events"
          columns={["Id", "After", "Time", "Type", "Details"]}
          count={events.length}
          rowHeight={ROW_HEIGHT}
          keyOf={(row) => events[row]?.id ?? -1}
          cells={(row) => (events[row] ? describeEvent(events[row], start) : [])}
          classOf={(row) => (/(Failed|TimedOut|Aborted)$/.test(events[row]?.type ?? "") ? "failed" : "")}
          active={active}
          onMove={choose}
        />
      </div>
      {execution?.eventsLeftOut !== undefined && (
        <p class="quiet">{formatCount(execution.eventsLeftOut)} later events were not kept.</p>
      )}
      {chosen?.details !== undefined && (
        <div class="data" role="group" aria-label={`Details of event ${chosen.id}`}>
          <JsonTree key={chosen.id} name={chosen.type} value={chosen.details} isOpen />
        </div>
      )}
    </div>
  );
}

function describeEvent(
  { id, previousEventId, timestamp, type, details }: TracedEvent,
  start: number,
): readonly string[] {
  const time = `+${formatDuration(Math.max(0, timestamp - start))}`;
  return [String(id), String(previousEventId), time, type, details === undefined ? "" : printData(details)];
}
