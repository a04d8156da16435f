import { useMemo } from "preact/hooks";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { place, setParams } from "../router";
import { findFailedVisit } from "./find-failure";
import { formatDuration } from "./format";
import { listVisits, nameVisit, type Visit } from "./list-visits";
import { StateDetail } from "./state-detail";
import { Outcome } from "./trace-rows";
import { VirtualGrid } from "./virtual-grid";

/** Rows of the grid that are seen at once. */
const MOST_SEEN = 12;
const ROW_HEIGHT = 28;

/** The states in the order in which they were entered, and the chosen one's data. */
export function StateTree({ trace: { execution } }: { readonly trace: Trace }) {
  const visits = useMemo(() => (execution ? listVisits(execution.states) : []), [execution]);
  if (execution === undefined) return null;
  const path = place.value.params["visit"] ?? findFailedVisit(execution)?.path ?? visits[0]?.path;
  const active = visits.findIndex((visit) => visit.path === path);
  const chosen = visits[active];
  return (
    <div class="states">
      <div class="states-list" style={{ height: `${(Math.min(visits.length, MOST_SEEN) + 1) * ROW_HEIGHT + 4}px` }}>
        <VirtualGrid
          name="visit"
          label="States"
          columns={["State", "Type", "Took"]}
          count={visits.length}
          rowHeight={ROW_HEIGHT}
          keyOf={(row) => visits[row]?.path ?? ""}
          cells={(row) => (visits[row] ? describeVisit(visits[row]) : [])}
          classOf={(row) => visits[row]?.state.status ?? ""}
          active={active}
          onMove={(row) => setParams({ visit: visits[row]?.path })}
        />
      </div>
      {chosen && <StateDetail key={chosen.path} visit={chosen} />}
    </div>
  );
}

function describeVisit({ state, depth }: Visit) {
  const { type, enteredAt, exitedAt, status } = state;
  return [
    <span class="visit" style={{ paddingLeft: `${depth * 14}px` }}>
      <Outcome outcome={status === "succeeded" ? "ok" : status} /> {nameVisit(state)}
    </span>,
    type,
    exitedAt === undefined ? "" : formatDuration(exitedAt - enteredAt),
  ];
}
