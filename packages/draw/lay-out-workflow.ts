import type { Json } from "@sfn-websocket/languages/json";
import type { Box, DrawnEdge, DrawnLabel, Drawing, Point } from "./drawing";
import { type GraphEdge, type MachineGraph, readMachine } from "./machine-graph";
import { breakText, cutText, FONTS, measureText } from "./measure-text";
import { type PlacedEdge, placeNodes, type UnplacedEdge } from "./place-nodes";
import { routeEdges } from "./route-edges";
import { shortenEdges } from "./shorten-edges";
import { moveDrawing, sizeNode, type SizedNode } from "./size-node";

/** Around the whole. */
const MARGIN = 16;
const LABEL = { padding: 4, mostText: 210, mostLines: 3 } as const;
/** A state that leads to itself: how far its line stands aside. */
const LOOP = 26;

/**
 * Lays out a definition, however unfinished it is: a state that is named and missing has a node of its own. The same
 * definition gives the same drawing.
 */
export function layOutWorkflow(definition: Json | undefined): Drawing {
  const laid = layOutMachine(readMachine(definition), false);
  const moved = moveDrawing(laid, MARGIN, MARGIN);
  return { ...moved, width: laid.width + 2 * MARGIN, height: laid.height + 2 * MARGIN };
}

function layOutMachine(whole: MachineGraph, isInner: boolean): Drawing {
  const machine = shortenEdges(whole);
  const nodes = machine.nodes.map((node) =>
    sizeNode(node, isInner, (index) => layOutMachine(node.inner[index] ?? whole, true)),
  );
  const edges = machine.edges.map((edge) => sizeEdge(edge));
  return fit(joinLayout(nodes, edges));
}

interface SizedEdge extends GraphEdge {
  readonly text?: Omit<DrawnLabel, "x" | "y">;
}

function sizeEdge(edge: GraphEdge): SizedEdge {
  if (edge.labels.length === 0) return edge;
  const lines = breakLabel(edge);
  const width = Math.ceil(Math.max(...lines.map((line) => measureText(line, "label"))) + 2 * LABEL.padding);
  const height = lines.length * FONTS.label.line + 2;
  return { ...edge, text: { lines, text: edge.labels.join("\n"), width, height } };
}

/** One label is broken into two lines, of several each is cut to its own. */
function breakLabel({ labels, from, to }: GraphEdge): readonly string[] {
  const [only = ""] = labels;
  if (labels.length === 1 && from !== to) return breakText(only, "label", LABEL.mostText);
  const more = labels.length - LABEL.mostLines;
  const shown = more > 0 ? [...labels.slice(0, LABEL.mostLines), `and ${more} more`] : labels;
  return shown.map((line) => cutText(line, "label", LABEL.mostText));
}

/** Places the nodes, and the edges between them; a state that leads to itself is made wider by its line. */
function joinLayout(nodes: readonly SizedNode[], edges: readonly SizedEdge[]): Drawing {
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const find = (id: string) => places.get(id) ?? 0;
  const loops = edges.filter(({ from, to }) => from === to);
  const between = edges.filter(({ from, to }) => from !== to);
  const room = new Map(nodes.map((node) => [node.id, measureLoops(node, loops)]));
  const placed = placeNodes({
    nodes: nodes.map(({ id, width, height }) => ({ width: width + (room.get(id) ?? 0), height })),
    edges: between.map((edge) => weighEdge(edge, find)),
  });
  const boxes = nodes.map(({ id, width, height }, index): Box => {
    const { x, y } = placed.nodes[index] ?? { x: 0, y: 0 };
    return { x: x - (width + (room.get(id) ?? 0)) / 2, y: y - height / 2, width, height };
  });
  const boxOf = (id: string): Box => boxes[find(id)] ?? NOWHERE;
  const moved = nodes.map((node, index) => moveDrawing(node, boxes[index]?.x ?? 0, boxes[index]?.y ?? 0));
  const drawn = [
    ...drawEdges(between, { boxOf, boxes, placed: placed.edges }),
    ...loops.map((edge) => drawLoop(edge, boxOf(edge.from), loops)),
  ];
  return {
    width: 0,
    height: 0,
    nodes: moved.flatMap((drawing) => drawing.nodes),
    edges: [...moved.flatMap((drawing) => drawing.edges), ...drawn],
  };
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

/** A plain Next is worth more than an error's way. */
function weighEdge({ from, to, kind, text }: SizedEdge, find: (id: string) => number): UnplacedEdge {
  return { from: find(from), to: find(to), weight: kind === "catch" ? 1 : 3, ...(text && { label: text }) };
}

interface Places {
  readonly boxOf: (id: string) => Box;
  readonly boxes: readonly Box[];
  readonly placed: readonly PlacedEdge[];
}

function drawEdges(edges: readonly SizedEdge[], { boxOf, boxes, placed }: Places): readonly DrawnEdge[] {
  const unrouted = edges.map(({ from, to, text }, index) => {
    const at = placed[index] ?? { turns: [] };
    const label = text && at.label && placeLabel(text, at.label);
    return { from: boxOf(from), to: boxOf(to), placed: at, ...(label && { label }) };
  });
  const routes = routeEdges(unrouted, boxes);
  return edges.map((edge, index) => drawEdge(edge, routes[index] ?? [], unrouted[index]?.label));
}

function placeLabel(text: Omit<DrawnLabel, "x" | "y">, { x, y }: Point): DrawnLabel {
  return { ...text, x: x - text.width / 2, y: y - text.height / 2 };
}

function drawEdge({ id, from, to, target, kind }: SizedEdge, points: readonly Point[], label?: DrawnLabel): DrawnEdge {
  return { id, from, to, target: target ?? to, kind, points, ...(label && { label }) };
}

/** How much wider a node is by the edges that lead from it to itself. */
function measureLoops({ id }: SizedNode, loops: readonly SizedEdge[]): number {
  const own = loops.filter(({ from }) => from === id);
  return own.length === 0 ? 0 : LOOP + Math.max(...own.map(({ text }) => (text ? text.width + 4 : 0)));
}

/** The line from a box's right side back to it; that of an error below the other one. */
function drawLoop(edge: SizedEdge, { x, y, width, height }: Box, loops: readonly SizedEdge[]): DrawnEdge {
  const isAlone = loops.filter(({ from }) => from === edge.from).length === 1;
  const middle = y + height / 2 + (isAlone ? 0 : edge.kind === "catch" ? height / 4 : -height / 4);
  const [right, half] = [x + width, height / 8];
  const points = [
    { x: right, y: middle - half },
    { x: right + LOOP - 4, y: middle - half },
    { x: right + LOOP - 4, y: middle + half },
    { x: right, y: middle + half },
  ];
  const { text } = edge;
  return drawEdge(edge, points, text && { ...text, x: right + LOOP, y: middle - text.height / 2 });
}

/** The drawing moved so that nothing of it is left of its corner, and its size. */
function fit(drawing: Drawing): Drawing {
  const boxes = [...drawing.nodes, ...drawing.edges.flatMap(({ label }) => label ?? [])];
  const points = drawing.edges.flatMap((edge) => edge.points);
  const corners = boxes.map(({ x, y, width, height }) => ({ x: x + width, y: y + height }));
  const all = [...boxes, ...corners, ...points];
  const [left, top] = [least(all, "x"), least(all, "y")];
  const moved = moveDrawing(drawing, -left, -top);
  return { ...moved, width: Math.ceil(most(all, "x") - left), height: Math.ceil(most(all, "y") - top) };
}

const least = (points: readonly Point[], axis: "x" | "y"): number =>
  points.reduce((found, point) => Math.min(found, point[axis]), Infinity);
const most = (points: readonly Point[], axis: "x" | "y"): number =>
  points.reduce((found, point) => Math.max(found, point[axis]), -Infinity);
