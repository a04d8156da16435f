/// <reference path="dagre.d.ts" />
import { Graph, layout } from "@dagrejs/dagre";
import type { Point } from "./drawing";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is to be placed; edges name nodes by their place in the list. */
export interface UnplacedGraph {
  readonly nodes: readonly Size[];
  readonly edges: readonly UnplacedEdge[];
}

export interface UnplacedEdge {
  readonly from: number;
  readonly to: number;
  /** The room that its label needs. */
  readonly label?: Size;
  /** How much it is worth that the edge be short and straight. */
  readonly weight: number;
}

export interface PlacedGraph {
  /** The centres, in the order of the nodes. */
  readonly nodes: readonly Point[];
  /** In the order of the edges. */
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedEdge {
  /** Where the edge crosses the rows between its nodes, from `from` to `to`. */
  readonly turns: readonly Point[];
  /** The label's centre. */
  readonly label?: Point;
}

/** Pixels between boxes side by side, between lines side by side, between rows. */
const SPACE = { nodesep: 36, edgesep: 18, ranksep: 44 } as const;
/** Nodes and edges from which on the fast way to find rows is taken. */
const MANY = 600;

/** Nodes and edges that are placed in rows at most: more would take minutes, and be no picture. */
export const MOST_PLACED = 2600;

/**
 * Places the nodes in rows, each below those that lead to it; the same graph gives the same places. Where they are too
 * many they stand one below the other, and edges lead but from one to the next.
 */
export function placeNodes(unplaced: UnplacedGraph): PlacedGraph {
  const { nodes, edges } = unplaced;
  if (nodes.length + edges.length > MOST_PLACED) return listNodes(unplaced);
  const graph = new Graph({ multigraph: true });
  const isLarge = nodes.length + edges.length > MANY;
  graph.setGraph({ rankdir: "TB", ...SPACE, ranker: isLarge ? "tight-tree" : "network-simplex" });
  nodes.forEach(({ width, height }, index) => graph.setNode(`${index}`, { width, height }));
  edges.forEach(({ from, to, label, weight }, index) =>
    graph.setEdge(`${from}`, `${to}`, { labelpos: "c", weight, minlen: 1, ...label }, `${index}`),
  );
  layout(graph);
  return {
    nodes: nodes.map((_, index) => graph.node(`${index}`)).map(({ x = 0, y = 0 }) => ({ x, y })),
    edges: edges.map(({ from, to, label }, index) => {
      const { points = [], x, y } = graph.edge(`${from}`, `${to}`, `${index}`);
      const turns = points.slice(1, -1);
      return label && x !== undefined && y !== undefined ? { turns, label: { x, y } } : { turns };
    }),
  };
}

function listNodes({ nodes, edges }: UnplacedGraph): PlacedGraph {
  const labels = new Map(edges.map(({ from, label }) => [from, label?.height ?? 0]));
  const middles = new Map<number, Point>();
  let y = 0;
  const placed = nodes.map(({ height }, index): Point => {
    const centre = { x: 0, y: y + height / 2 };
    const room = SPACE.ranksep + (labels.get(index) ?? 0);
    middles.set(index, { x: 0, y: y + height + room / 2 });
    y += height + room;
    return centre;
  });
  return {
    nodes: placed,
    edges: edges.map(({ from, label }) => {
      const middle = middles.get(from) ?? { x: 0, y: 0 };
      return label ? { turns: [middle], label: middle } : { turns: [middle] };
    }),
  };
}
