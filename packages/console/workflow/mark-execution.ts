import type { Drawing } from "@sfn-websocket/draw/drawing";
import { nameEdge, nameEnd, nameStart, nameState } from "@sfn-websocket/draw/machine-graph";
import { MARK_STATUSES, type Marks, type MarkStatus, type StateMark } from "@sfn-websocket/draw/marks";
import type { ExecutionTrace, StateTrace } from "@sfn-websocket/local/trace/trace";
import { findDrawing } from "./read-drawing";

/** A visit of a state, and where the state stands in the definition. */
export interface Visit {
  /** The state's location: `/States/Each/ItemProcessor/States/Reserve`, the id of its node in the drawing. */
  readonly id: string;
  readonly state: StateTrace;
}

const STATUSES: Readonly<Record<StateTrace["status"], MarkStatus>> = {
  succeeded: "taken",
  failed: "failed",
  caught: "caught",
  running: "running",
  aborted: "aborted",
  gone: "gone",
};

/** All visits of states of an execution in the order of its trace: a state comes before those that it ran. */
export function listVisits({ states }: Pick<ExecutionTrace, "states">, drawing: Drawing): readonly Visit[] {
  return walk(states, nameMachines(drawing)).visits;
}

/** Where each visited state stands in the drawing of the definition that ran. */
export function locateVisits(execution: ExecutionTrace): ReadonlyMap<StateTrace, string> {
  const drawing = findDrawing(execution.definition);
  return new Map(drawing && listVisits(execution, drawing).map(({ id, state }) => [state, id]));
}

/** The location of what a state ran. */
type NameMachine = (id: string, run: StateTrace) => string;

/** A Map of long ago has an `Iterator` in place of its processor. */
function nameMachines({ nodes }: Drawing): NameMachine {
  const known = new Set(nodes.map(({ id }) => id));
  return (id, { type, index = 0 }) => {
    if (type === "Branch") return `${id}/Branches[${index}]`;
    return known.has(nameStart(`${id}/Iterator`)) ? `${id}/Iterator` : `${id}/ItemProcessor`;
  };
}

interface Way {
  readonly visits: Visit[];
  readonly edges: Map<string, MarkStatus>;
}

function walk(states: readonly StateTrace[], nameMachine: NameMachine): Way {
  const way: Way = { visits: [], edges: new Map() };
  const follow = (run: readonly StateTrace[], location: string) => {
    markWay(run, location, way.edges);
    for (const state of run) {
      const id = nameState(location, state.name);
      way.visits.push({ id, state });
      for (const inner of state.children) follow(inner.children, nameMachine(id, inner));
    }
  };
  follow(states, "");
  return way;
}

/** The way of an execution through the drawing of its definition. */
export function markExecution(execution: Pick<ExecutionTrace, "states">, drawing: Drawing): Marks {
  const states = new Map<string, StateMark>();
  const { visits, edges } = walk(execution.states, nameMachines(drawing));
  for (const { id, state } of visits) {
    const status = STATUSES[state.status];
    const before = states.get(id);
    states.set(id, { status: before ? worse(before.status, status) : status, visits: (before?.visits ?? 0) + 1 });
  }
  const known = new Set(drawing.edges.map(({ id }) => id));
  markEnds(edges, states);
  return { states, edges: new Map([...edges].filter(([id]) => known.has(id))) };
}

/** Where a state was visited several times, the visit that went worst. */
function worse(one: MarkStatus, other: MarkStatus): MarkStatus {
  return MARK_STATUSES.indexOf(one) > MARK_STATUSES.indexOf(other) ? one : other;
}

/** Marks the edges between the states of one run of a machine. */
function markWay(states: readonly StateTrace[], location: string, edges: Map<string, MarkStatus>): void {
  const [first] = states;
  if (first) edges.set(nameEdge(nameStart(location), nameState(location, first.name), "next"), "taken");
  for (const { name, next, status } of states) {
    const isCaught = status === "caught";
    if (next === undefined && status !== "succeeded") continue;
    const to = next === undefined ? nameEnd(location) : nameState(location, next);
    edges.set(nameEdge(nameState(location, name), to, isCaught ? "catch" : "next"), isCaught ? "caught" : "taken");
  }
}

/** Starts and ends are taken where an edge at them is. */
function markEnds(edges: ReadonlyMap<string, MarkStatus>, states: Map<string, StateMark>): void {
  for (const id of edges.keys())
    for (const end of id.split(" > ")) if (/#(start|end)$/.test(end)) states.set(end, { status: "taken", visits: 1 });
}
