import type { DrawnEdge, DrawnLabel, Point } from "./drawing";
import type { GraphEdge } from "./machine-graph";
import { breakText, cutText, FONTS, measureText } from "./measure-text";

const LABEL = { padding: 4, mostText: 210, mostLines: 3 } as const;

/** An edge, and how large its label is. */
export interface SizedEdge extends GraphEdge {
  /** @default it has none */
  readonly text?: Omit<DrawnLabel, "x" | "y">;
}

/** The edge with its label broken or cut to what is drawn. */
export function sizeEdge(edge: GraphEdge): SizedEdge {
  if (edge.labels.length === 0) return edge;
  const lines = breakLabel(edge);
  const width = Math.ceil(Math.max(...lines.map((line) => measureText(line, "label"))) + 2 * LABEL.padding);
  const height = lines.length * FONTS.label.line + 2;
  return { ...edge, text: { lines, text: edge.labels.join("\n"), width, height } };
}

/** One label is broken into two lines, of several each is cut to its own. */
function breakLabel({ labels }: GraphEdge): readonly string[] {
  const [only = ""] = labels;
  if (labels.length === 1) return breakText(only, "label", LABEL.mostText);
  const more = labels.length - LABEL.mostLines;
  const shown = more > 0 ? [...labels.slice(0, LABEL.mostLines), `and ${more} more`] : labels;
  return shown.map((line) => cutText(line, "label", LABEL.mostText));
}

/** The edge as it is drawn through these points. */
export function nameLine({ id, from, to, kind }: SizedEdge, points: readonly Point[], label?: DrawnLabel): DrawnEdge {
  return { id, from, to, target: to, kind, points, ...(label && { label }) };
}
