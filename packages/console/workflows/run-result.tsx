import { useMemo, useState } from "preact/hooks";
import type { RunAnswer } from "@sfn-websocket/local/console/editor-api";
import type { PermissionCheck } from "@sfn-websocket/local/trace/trace";
import { NeededStatement } from "../permissions/needed-statement";
import { formatDuration } from "../traces/format";
import { listVisits, nameVisit, type Visit } from "../traces/list-visits";
import { StateDetail } from "../traces/state-detail";
import { locateVisits } from "../workflow/mark-execution";

/** What was run last, and of which text. */
export interface LastRun extends RunAnswer {
  readonly of: string;
}

interface RunResultProps {
  readonly run: LastRun;
  readonly onSelect: (location: string) => void;
}

/** Visits that are listed. */
const MOST = 500;

/** How a run ended, and each state's input and output. */
export function RunResult({ run: { execution, permissions }, onSelect }: RunResultProps) {
  const visits = useMemo(() => listVisits(execution.states), [execution]);
  const locations = useMemo(() => locateVisits(execution), [execution]);
  const [path, setPath] = useState<string | undefined>(undefined);
  const failed = visits.findLast(({ state }) => state.status === "failed" || state.status === "aborted");
  const chosen = visits.find((visit) => visit.path === path) ?? failed ?? visits.at(-1);
  const choose = (visit: Visit) => {
    setPath(visit.path);
    const location = locations.get(visit.state);
    if (location !== undefined) onSelect(location);
  };
  const denied = permissions.filter(({ allowed }) => !allowed);
  return (
    <section class="run-result" aria-label="The last run">
      <h2>
        <span class={`status ${execution.status}`}>{execution.status}</span>{" "}
        {execution.duration !== undefined && <span class="quiet">after {formatDuration(execution.duration)}</span>}
      </h2>
      {(execution.error ?? execution.cause) !== undefined && (
        <p class="problem">{[execution.error, execution.cause].filter((text) => text !== undefined).join(": ")}</p>
      )}
      {denied.map((check, index) => (
        <Denied key={index} check={check} />
      ))}
      <Visits visits={visits} chosen={chosen} onChoose={choose} />
      {chosen && <StateDetail key={chosen.path} visit={chosen} />}
    </section>
  );
}

interface VisitsProps {
  readonly visits: readonly Visit[];
  readonly chosen: Visit | undefined;
  readonly onChoose: (visit: Visit) => void;
}

function Visits({ visits, chosen, onChoose }: VisitsProps) {
  return (
    <>
      <ol class="visits" aria-label="States in the order in which they were entered">
        {visits.slice(0, MOST).map((visit) => (
          <li key={visit.path} style={{ paddingLeft: `${visit.depth}rem` }}>
            <button
              type="button"
              class={`quiet visit ${visit.state.status}`}
              aria-pressed={visit.path === chosen?.path}
              onClick={() => onChoose(visit)}
            >
              {nameVisit(visit.state)} <span class="status">{visit.state.status}</span>
            </button>
          </li>
        ))}
      </ol>
      {visits.length > MOST && <p class="note">{visits.length - MOST} more visits are in the graph alone.</p>}
    </>
  );
}

function Denied({ check }: { readonly check: PermissionCheck }) {
  return (
    <div class="denied">
      <p>{check.why}</p>
      <NeededStatement check={check} isWorkflow />
    </div>
  );
}
