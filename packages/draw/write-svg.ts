import type { DrawnEdge, DrawnNode, Drawing } from "./drawing";
import { element, type Element, writeElement } from "./element";
import type { Marks } from "./marks";
import { drawEdge, drawNode } from "./shapes";
import { type Theme, writeStyles } from "./styles";

export interface SvgOptions {
  /** What the drawing is of, for those who hear it. */
  readonly title: string;
  /** @default auto */
  readonly theme?: Theme;
  /** The way of an execution. @default none is shown */
  readonly marks?: Marks;
}

/** The drawing as an SVG file that needs nothing else; the same drawing gives the same text. */
export function writeSvg(drawing: Drawing, { title, theme = "auto", marks }: SvgOptions): string {
  const { width, height } = drawing;
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "wf",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": "wf-title wf-desc",
    },
    element("title", { id: "wf-title" }, title),
    element("desc", { id: "wf-desc" }, describeDrawing(drawing)),
    element("style", {}, writeStyles(theme)),
    element("rect", { class: "wf-canvas", width, height, rx: 8 }),
    ...drawParts(drawing, marks),
  );
  return `${writeElement(svg)}\n`;
}

interface Layers {
  readonly behind: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly front: readonly DrawnNode[];
}

/** What is painted after what: groups, lines, those that were taken, what stands on them. */
export function listLayers({ nodes, edges }: Drawing, marks?: Marks): Layers {
  const isBehind = ({ kind }: DrawnNode) => kind === "group" || kind === "branch";
  const isTaken = ({ id }: DrawnEdge) => marks?.edges.has(id) === true;
  return {
    behind: nodes.filter(isBehind),
    edges: [...edges.filter((edge) => !isTaken(edge)), ...edges.filter(isTaken)],
    front: nodes.filter((node) => !isBehind(node)),
  };
}

function drawParts(drawing: Drawing, marks?: Marks): readonly Element[] {
  const { behind, edges, front } = listLayers(drawing, marks);
  const draw = (node: DrawnNode) => drawNode(node, marks?.states.get(node.id));
  return [...behind.map(draw), ...edges.map((edge) => drawEdge(edge, marks?.edges.get(edge.id))), ...front.map(draw)];
}

/** In words: each state with those to which it leads. */
export function describeDrawing({ nodes, edges }: Drawing): string {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const targets = new Map(nodes.map(({ id }) => [id, new Set<string>()]));
  for (const { from, target } of edges) targets.get(from)?.add(names.get(target) ?? "");
  const lines = nodes.flatMap(({ id, kind, name }) => {
    const next = [...(targets.get(id) ?? [])];
    return kind === "branch" || next.length === 0 ? [] : [`${name} leads to ${next.join(", ")}.`];
  });
  return lines.slice(0, MOST_TOLD).join(" ");
}

/** States that are told in words. */
const MOST_TOLD = 100;
