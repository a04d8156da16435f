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
  const [chosen, choose] = useState<TracedEvent | undefined>(undefined);
  const events = execution?.events ?? [];
  const start = execution?.startedAt ?? 0;
  if (events.length === 0) return <p class="empty">No events were kept.</p>;
  return (
    <div class="events">
      <div style={{ height: `${(Math.min(events.length, MOST_SEEN) + 1) * ROW_HEIGHT + 8}px` }}>
        <VirtualGrid
          name="event"
          label="Events"
          columns={["Id", "After", "Time", "Type", "Details"]}
          rows={events}
          rowHeight={ROW_HEIGHT}
          keyOf={({ id }) => id}
          cells={(event) => describeEvent(event, start)}
          classOf={({ type }) => (/(Failed|TimedOut|Aborted)$/.test(type) ? "failed" : "")}
          chosen={chosen}
          onChoose={choose}
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
