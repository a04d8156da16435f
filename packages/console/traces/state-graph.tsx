import type { ExecutionTrace } from "@sfn-websocket/local/trace/trace";
import { useMemo } from "preact/hooks";
import { locateVisits } from "../workflow/mark-execution";
import { WorkflowGraph } from "../workflow/workflow-graph";
import type { Visit } from "./list-visits";

export interface StateGraphProps {
  readonly execution: ExecutionTrace;
  readonly visits: readonly Visit[];
  readonly chosen: Visit | undefined;
  readonly onChoose: (path: string) => void;
}

/** The workflow that ran, with the way that the execution took; a state that was visited again shows its next visit. */
export function StateGraph({ execution, visits, chosen, onChoose }: StateGraphProps) {
  const locations = useMemo(() => locateVisits(execution), [execution]);
  const choose = (location: string) => {
    const there = visits.filter(({ state }) => locations.get(state) === location);
    const next = there[(there.findIndex(({ path }) => path === chosen?.path) + 1) % there.length];
    if (next) onChoose(next.path);
  };
  const selected = chosen && locations.get(chosen.state);
  return (
    <WorkflowGraph
      definition={execution.definition}
      execution={execution}
      {...(selected !== undefined && { selected })}
      onSelect={choose}
      label="The way of the execution"
    />
  );
}
