import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { place, setParams } from "../router";
import { findFailedVisit } from "./find-failure";
import { formatCount, formatDuration } from "./format";
import { listVisits, nameVisit, type Visit } from "./list-visits";
import { StateDetail } from "./state-detail";
import type { StateGraph } from "./state-graph";
import { Outcome } from "./trace-rows";
import { NotWhole, type TraceProps, useWhole } from "./use-whole";
import { VirtualGrid } from "./virtual-grid";

/** Rows of the grid that are seen at once. */
const MOST_SEEN = 10;
const ROW_HEIGHT = 28;

/** What draws the graph, loaded when the states of a trace are first looked at. */
const graph = signal<{ readonly Graph: typeof StateGraph } | undefined>(undefined);

/** The workflow with the way that was taken, its states in the order in which they were entered, and the chosen one's data. */
export function StateTree({ trace }: TraceProps) {
  const { execution } = trace;
  const visits = useMemo(() => (execution ? listVisits(execution.states) : []), [execution]);
  useEffect(() => void loadGraph(), []);
  if (execution === undefined) return null;
  const path = place.value.params["visit"] ?? findFailedVisit(execution)?.path ?? visits[0]?.path;
  const chosen = visits.find((visit) => visit.path === path);
  const Graph = graph.value?.Graph;
  const choose = (visit: string) => setParams({ visit });
  return (
    <div class="states">
      <div class="states-graph">
        {Graph ? (
          <Graph execution={execution} visits={visits} chosen={chosen} onChoose={choose} />
        ) : (
          <p class="empty">The graph is being drawn.</p>
        )}
      </div>
      <div class="states-list" style={{ height: `${(Math.min(visits.length, MOST_SEEN) + 1) * ROW_HEIGHT + 4}px` }}>
        <VirtualGrid
          name="visit"
          label="States"
          columns={["State", "Type", "Took"]}
          rows={visits}
          rowHeight={ROW_HEIGHT}
          keyOf={(visit) => visit.path}
          cells={describeVisit}
          classOf={({ state }) => state.status}
          chosen={chosen}
          onChoose={(visit) => choose(visit.path)}
        />
      </div>
      {execution.eventsLeftOut !== undefined && (
        <p class="quiet">The last {formatCount(execution.eventsLeftOut)} events were not kept, nor what they tell.</p>
      )}
      {chosen && <ChosenState key={chosen.path} trace={trace} path={chosen.path} />}
    </div>
  );
}

/** Its data may be read after its place in the list. */
function ChosenState({ trace, path }: TraceProps & Pick<Visit, "path">) {
  const { whole, problem } = useWhole(trace);
  const visits = useMemo(() => whole?.execution && listVisits(whole.execution.states), [whole]);
  if (visits === undefined) return <NotWhole problem={problem} />;
  const visit = visits.find((each) => each.path === path);
  return visit ? (
    <StateDetail visit={visit} />
  ) : (
    <p class="quiet">Its data is beyond what is told of so long a trace.</p>
  );
}

async function loadGraph(): Promise<void> {
  graph.value ??= { Graph: (await import("./state-graph")).StateGraph };
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
