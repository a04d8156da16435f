import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { describeState } from "./describe-state";
import { listTransitions, type Transition, type TransitionKind } from "./transitions";

/** A state machine, or one within a state, as a graph: what is drawn, not yet where. */
export interface MachineGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** `missing`: a state that is named and is not there. */
export type NodeKind = "start" | "state" | "end" | "missing";

export interface GraphNode {
  /** A state's is its location: `/States/Charge`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** As the definition says it. @default it is no state */
  readonly type?: string;
  /** What the drawing says below the name. */
  readonly note: string;
  readonly state?: JsonObject;
  /** The branches of a Parallel, the processor of a Map. */
  readonly inner: readonly MachineGraph[];
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Whether a sign stands in place of its end. @default it is led there */
  readonly isFar?: boolean;
  readonly kind: TransitionKind;
  /** Rules, `Default` or errors that lead here; a line each. */
  readonly labels: readonly string[];
}

/** Groups within groups that are drawn; a deeper one is a plain state. */
const DEEPEST = 12;

/** The id of the edge by which a state leads to another one, or by an error. */
export function nameEdge(from: string, to: string, kind: TransitionKind): string {
  return `${kind === "catch" ? "!" : ""}${from} > ${to}`;
}

/** The id of where a machine ends. */
export const nameEnd = (location: string): string => `${location}#end`;

/** The id of where a machine starts. */
export const nameStart = (location: string): string => `${location}#start`;

/** The id of a state. */
export const nameState = (location: string, name: string): string => `${location}/States/${name}`;

/** The graph of a definition; one that is not finished, or wrong, gives as much as there is. */
export function readMachine(definition: Json | undefined, location = "", depth = 0): MachineGraph {
  const machine = isJsonObject(definition) ? definition : {};
  const states = isJsonObject(machine["States"]) ? Object.entries(machine["States"]) : [];
  const nodes = states.map(([name, state]) => readState(isJsonObject(state) ? state : {}, { name, location, depth }));
  const known = new Map(nodes.map(({ name, id }) => [name, id]));
  const found = new Map<string, GraphNode>();
  const find = (to: string | undefined) => {
    const node = to === undefined ? createEnd(location) : createMissing(location, to);
    const id = to === undefined ? undefined : known.get(to);
    if (id === undefined) found.set(node.id, node);
    return id ?? node.id;
  };
  const start = machine["StartAt"];
  const first: readonly Transition[] = typeof start === "string" ? [{ to: start, kind: "next", label: "" }] : [];
  const edges = [
    ...joinTransitions(nameStart(location), first, find),
    ...nodes.flatMap(({ id, state = {} }) => joinTransitions(id, listTransitions(state), find)),
  ];
  return { nodes: [createStart(location), ...nodes, ...found.values()], edges };
}

interface Place {
  readonly name: string;
  readonly location: string;
  readonly depth: number;
}

function readState(state: JsonObject, { name, location, depth }: Place): GraphNode {
  const id = nameState(location, name);
  const type = typeof state["Type"] === "string" ? state["Type"] : "";
  const inner = depth < DEEPEST ? listInner(state).map(([part, at]) => readMachine(part, `${id}${at}`, depth + 1)) : [];
  return { id, kind: "state", name, type, note: describeState(state), state, inner };
}

function listInner(state: JsonObject): readonly (readonly [Json, string])[] {
  const { Branches: branches, ItemProcessor: processor, Iterator: iterator } = state;
  if (Array.isArray(branches)) return branches.map((branch, index) => [branch, `/Branches[${index}]`] as const);
  if (isJsonObject(processor)) return [[processor, "/ItemProcessor"]];
  return isJsonObject(iterator) ? [[iterator, "/Iterator"]] : [];
}

/** The edges of a state, one for each state that it leads to and each way of leading there. */
function joinTransitions(
  from: string,
  transitions: readonly Transition[],
  find: (to: string | undefined) => string,
): readonly GraphEdge[] {
  const edges = new Map<string, GraphEdge & { readonly labels: string[] }>();
  for (const { to, kind, label } of transitions) {
    const target = find(to);
    const id = nameEdge(from, target, kind);
    const edge = edges.get(id) ?? { id, from, to: target, kind, labels: [] };
    if (label !== "") edge.labels.push(label);
    edges.set(id, edge);
  }
  return [...edges.values()];
}

const createStart = (location: string): GraphNode => createMark("start", nameStart(location), "Start");
const createEnd = (location: string): GraphNode => createMark("end", nameEnd(location), "End");
const createMissing = (location: string, name: string): GraphNode => ({
  ...createMark("missing", `${location}#missing/${name}`, name),
  note: "there is no such state",
});

function createMark(kind: NodeKind, id: string, name: string): GraphNode {
  return { id, kind, name, note: "", inner: [] };
}
