import { countRetries } from "./describe-state";
import type { DrawnNode, Drawing } from "./drawing";
import type { GraphNode, NodeKind } from "./machine-graph";
import { breakText, cutText, FONTS, measureText } from "./measure-text";

/** A node with its size: what is drawn, from the upper left corner of its own. */
export interface SizedNode extends Drawing {
  readonly id: string;
}

/** What of a box is not text, in pixels; the shapes are drawn by the same. */
export const BOX = { left: 10, icon: 28, gap: 10, right: 14, top: 9, leastWidth: 140, mostText: 196 } as const;
/** Of the box of a group. */
export const GROUP = { padding: 14, header: 50, gap: 20, mostText: 420, mostWidth: 1800 } as const;
const BRANCH = 10;
export const RETRIES = 34;
const DOT = 14;

/** A node that is no group, by its kind. */
const SIZES: Readonly<Record<NodeKind, (node: GraphNode, isInner: boolean) => DrawnNode>> = {
  start: sizeMark,
  end: sizeMark,
  state: sizeState,
  missing: sizeState,
};

/** The node laid out by itself; `layOut` lays out the machines in it. */
export function sizeNode(node: GraphNode, isInner: boolean, layOut: (index: number) => Drawing): SizedNode {
  const machines = node.inner.flatMap(({ nodes }, index) => (nodes.length > 1 ? [layOut(index)] : []));
  if (machines.length > 0) return layOutGroup(node, machines);
  const drawn = SIZES[node.kind](node, isInner);
  return { id: node.id, width: drawn.width, height: drawn.height, nodes: [drawn], edges: [] };
}

function describe({ id, kind, name, type, note, state }: GraphNode) {
  const retries = state && countRetries(state);
  return {
    id,
    kind,
    name,
    note,
    ...(type !== undefined && { type }),
    ...(state && { state }),
    ...(retries !== undefined && { retries }),
  };
}

function sizeState(node: GraphNode): DrawnNode {
  const lines = breakText(node.name, "name", BOX.mostText);
  const described = describe(node);
  const badge = described.retries === undefined ? 0 : RETRIES;
  const note = cutText(node.note, "note", BOX.mostText);
  const texts = [...lines.map((line) => measureText(line, "name")), measureText(note, "note") + badge];
  const width = BOX.left + BOX.icon + BOX.gap + Math.max(...texts) + BOX.right;
  const height = 2 * BOX.top + lines.length * FONTS.name.line + FONTS.note.line + 1;
  return { ...described, note, lines, x: 0, y: 0, width: Math.ceil(Math.max(BOX.leastWidth, width)), height };
}

function sizeMark(node: GraphNode, isInner: boolean): DrawnNode {
  if (isInner) return { ...describe(node), lines: [], x: 0, y: 0, width: DOT, height: DOT };
  return { ...describe(node), lines: [node.name], x: 0, y: 0, width: 68, height: 28 };
}

/** A state around the machines in it, which stand side by side, in rows where they are many. */
function layOutGroup(node: GraphNode, machines: readonly Drawing[]): SizedNode {
  const described = describe(node);
  const line = cutText(node.name, "name", GROUP.mostText);
  const note = cutText(node.note, "note", GROUP.mostText);
  const text = Math.max(measureText(line, "name"), measureText(note, "note") + (described.retries ? RETRIES : 0));
  const placed = placeBranches(node, machines);
  const inside = Math.max(...placed.map(({ right }) => right), BOX.left + BOX.icon + BOX.gap + text);
  const width = Math.ceil(inside + GROUP.padding);
  const height = Math.ceil(Math.max(...placed.map(({ bottom }) => bottom)) + GROUP.padding);
  const group: DrawnNode = { ...described, kind: "group", note, lines: [line], x: 0, y: 0, width, height };
  const nodes = [group, ...placed.flatMap(({ drawing }) => drawing.nodes)];
  return { id: node.id, width, height, nodes, edges: placed.flatMap(({ drawing }) => drawing.edges) };
}

interface PlacedBranch {
  readonly drawing: Drawing;
  readonly right: number;
  readonly bottom: number;
}

function placeBranches(node: GraphNode, machines: readonly Drawing[]): readonly PlacedBranch[] {
  let [x, y, bottom]: [number, number, number] = [GROUP.padding, GROUP.header, GROUP.header];
  return machines.map((machine, index) => {
    const [width, height] = [machine.width + 2 * BRANCH, machine.height + 2 * BRANCH];
    if (x > GROUP.padding && x + width > GROUP.mostWidth) [x, y] = [GROUP.padding, bottom + GROUP.gap];
    const frame = { id: `${node.id}#${index}`, kind: "branch", name: `Branch ${index + 1}`, note: "" } as const;
    const branch: DrawnNode = { ...frame, lines: [], x, y, width, height };
    const moved = moveDrawing(machine, x + BRANCH, y + BRANCH);
    const placed = { drawing: { ...moved, nodes: [branch, ...moved.nodes] }, right: x + width, bottom: y + height };
    [x, bottom] = [x + width + GROUP.gap, Math.max(bottom, placed.bottom)];
    return placed;
  });
}

/** The same drawing elsewhere. */
export function moveDrawing({ width, height, nodes, edges }: Drawing, dx: number, dy: number): Drawing {
  const move = <Placed extends { readonly x: number; readonly y: number }>(placed: Placed): Placed => ({
    ...placed,
    x: round(placed.x + dx),
    y: round(placed.y + dy),
  });
  return {
    width,
    height,
    nodes: nodes.map(move),
    edges: edges.map(({ label, points, ...edge }) => ({
      ...edge,
      points: points.map(move),
      ...(label && { label: move(label) }),
    })),
  };
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
