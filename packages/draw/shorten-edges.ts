import type { GraphEdge, GraphNode, MachineGraph } from "./machine-graph";
import { MOST_PLACED } from "./place-nodes";

/**
 * Rows that all edges of a machine may cross together. Beyond that the longest ones are not drawn to their ends: a small
 * sign beside the state names the one that is next. A thousand tasks that all lead to `Failed` would otherwise be a
 * thousand lines side by side that nobody could follow, and take minutes.
 */
const MOST_CROSSINGS = 240;

/** The machine with those edges marked as far whose ends are too far away to be led to. */
export function shortenEdges(machine: MachineGraph): MachineGraph {
  const rows = estimateRows(machine);
  const measure = ({ from, to }: GraphEdge) => Math.abs((rows.get(to) ?? 0) - (rows.get(from) ?? 0));
  const longest = machine.edges.toSorted((a, b) => measure(b) - measure(a));
  let crossings = machine.edges.reduce((sum, edge) => sum + measure(edge), 0);
  const far = new Set<GraphEdge>();
  for (const edge of longest) {
    if (crossings <= MOST_CROSSINGS || measure(edge) < 2) break;
    crossings -= measure(edge) - 1;
    far.add(edge);
  }
  const isTooLarge = machine.nodes.length + machine.edges.length - far.size > MOST_PLACED;
  const isFar = isTooLarge ? isNoStep(machine.nodes) : (edge: GraphEdge) => far.has(edge);
  return { ...machine, edges: machine.edges.map((edge) => (isFar(edge) ? { ...edge, isFar: true } : edge)) };
}

/** Whether an edge does not lead to the node that is next in the list, or does so by an error. */
function isNoStep(nodes: readonly GraphNode[]): (edge: GraphEdge) => boolean {
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  return ({ from, to, kind }) => kind === "catch" || places.get(to) !== (places.get(from) ?? 0) + 1;
}

/** The least number of rows above each node, edges that lead back left out. */
function estimateRows({ nodes, edges }: MachineGraph): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) next.get(from)?.push(to);
  const order = sortNodes(nodes, next);
  const places = new Map(order.map((id, index) => [id, index]));
  const rows = new Map<string, number>(nodes.map(({ id }) => [id, 0]));
  for (const id of order) {
    for (const to of next.get(id) ?? []) {
      const isForward = (places.get(to) ?? 0) > (places.get(id) ?? 0);
      if (isForward) rows.set(to, Math.max(rows.get(to) ?? 0, (rows.get(id) ?? 0) + 1));
    }
  }
  return rows;
}

/** Each node before those to which it leads, as far as there is no circle; without recursion, as paths may be long. */
function sortNodes(nodes: readonly GraphNode[], next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set<string>();
  const left: string[] = [];
  for (const { id: root } of nodes) {
    const path = seen.has(root) ? [] : [{ id: root, done: 0 }];
    seen.add(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = next.get(top.id)?.[top.done++];
      if (to === undefined) left.push(path.pop()?.id ?? "");
      else if (!seen.has(to)) {
        seen.add(to);
        path.push({ id: to, done: 0 });
      }
    }
  }
  return left.reverse();
}
