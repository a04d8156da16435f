import type { Json } from "@sfn-websocket/languages/json";
import type { Box, DrawnEdge, DrawnLabel, Drawing, Point } from "./drawing";
import { type Aside, drawAsides, isAside, measureAsides, sizeAside } from "./asides";
import { type MachineGraph, readMachine } from "./machine-graph";
import { type PlacedEdge, placeNodes, type Size, type UnplacedEdge } from "./place-nodes";
import { routeEdges } from "./route-edges";
import { shortenEdges } from "./shorten-edges";
import { nameLine, sizeEdge, type SizedEdge } from "./size-edge";
import { moveDrawing, sizeNode, type SizedNode } from "./size-node";

/** Around the whole. */
const MARGIN = 16;

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

/** Places the nodes, and the edges between them; what stands aside of a state is part of its size. */
function joinLayout(nodes: readonly SizedNode[], edges: readonly SizedEdge[]): Drawing {
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const find = (id: string) => places.get(id) ?? 0;
  const asides = listAsides(nodes, edges);
  const rooms = asides.map((own, index) => joinSizes(nodes[index] ?? NOWHERE, measureAsides(own)));
  const between = edges.filter((edge) => !isAside(edge));
  const placed = placeNodes({ nodes: rooms, edges: between.map((edge) => weighEdge(edge, find)) });
  const outer = rooms.map((room, index) => centre(room, placed.nodes[index] ?? NOWHERE));
  const boxes = nodes.map(({ width, height }, index): Box => {
    const { x, y, height: room } = outer[index] ?? NOWHERE;
    return { x, y: y + (room - height) / 2, width, height };
  });
  const moved = nodes.map((node, index) => moveDrawing(node, boxes[index]?.x ?? 0, boxes[index]?.y ?? 0));
  const aside = asides.flatMap((own, index) => drawAsides(own, boxes[index] ?? NOWHERE));
  const lines = drawEdges(between, { boxOf: (id) => boxes[find(id)] ?? NOWHERE, outer, placed: placed.edges });
  return {
    width: 0,
    height: 0,
    nodes: [...moved.flatMap((drawing) => drawing.nodes), ...aside.flatMap(({ sign }) => sign ?? [])],
    edges: [...moved.flatMap((drawing) => drawing.edges), ...lines, ...aside.map(({ edge }) => edge)],
  };
}

/** What stands aside of each node. */
function listAsides(nodes: readonly SizedNode[], edges: readonly SizedEdge[]): readonly (readonly Aside[])[] {
  const names = new Map(nodes.map(({ id, nodes: [first] }) => [id, first?.name ?? ""]));
  const asides = new Map<string, Aside[]>(nodes.map(({ id }) => [id, []]));
  for (const edge of edges) if (isAside(edge)) asides.get(edge.from)?.push(sizeAside(edge, names));
  return [...asides.values()];
}

const joinSizes = (one: Size, beside: Size): Size => ({
  width: one.width + beside.width,
  height: Math.max(one.height, beside.height),
});

const centre = ({ width, height }: Size, { x, y }: Point): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

/** A plain Next is worth more than an error's way. */
function weighEdge({ from, to, kind, text }: SizedEdge, find: (id: string) => number): UnplacedEdge {
  return { from: find(from), to: find(to), weight: kind === "catch" ? 1 : 3, ...(text && { label: text }) };
}

interface Places {
  readonly boxOf: (id: string) => Box;
  /** The nodes' boxes with what stands aside of them. */
  readonly outer: readonly Box[];
  readonly placed: readonly PlacedEdge[];
}

function drawEdges(edges: readonly SizedEdge[], { boxOf, outer, placed }: Places): readonly DrawnEdge[] {
  const unrouted = edges.map(({ from, to, text }, index) => {
    const at = placed[index] ?? { turns: [] };
    const label = text && at.label && placeLabel(text, at.label);
    return { from: boxOf(from), to: boxOf(to), placed: at, ...(label && { label }) };
  });
  const routes = routeEdges(unrouted, outer);
  return edges.map((edge, index) => nameLine(edge, routes[index] ?? [], unrouted[index]?.label));
}

function placeLabel(text: Omit<DrawnLabel, "x" | "y">, { x, y }: Point): DrawnLabel {
  return { ...text, x: x - text.width / 2, y: y - text.height / 2 };
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
