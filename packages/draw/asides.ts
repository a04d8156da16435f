import type { Box, DrawnEdge, DrawnNode } from "./drawing";
import { cutText, measureText } from "./measure-text";
import type { Size } from "./place-nodes";
import { nameLine, type SizedEdge } from "./size-edge";

/** How far from the state's box what stands aside begins, and the room between one and the next. */
const LINE = 30;
const GAP = 6;
const SIGN = { height: 24, padding: 10, mostText: 150 } as const;
const LOOP = 12;

/** An edge that stands at the right of its state: it leads back to it, or to one that is far away. */
export interface Aside extends Size {
  readonly edge: SizedEdge;
  /** What the sign says that stands for the far state, and its name. @default the edge leads back */
  readonly sign?: { readonly line: string; readonly name: string; readonly width: number };
}

export const isAside = ({ from, to, isFar }: SizedEdge): boolean => from === to || isFar === true;

/** The edge with the room that it needs; `names` are the states' by their ids. */
export function sizeAside(edge: SizedEdge, names: ReadonlyMap<string, string>): Aside {
  const { from, to, text } = edge;
  const label = text ?? { width: 0, height: 0 };
  if (from === to) return { edge, width: label.width, height: Math.max(label.height, LOOP) };
  const name = names.get(to) ?? "";
  const line = cutText(`\u2192 ${name}`, "note", SIGN.mostText);
  const width = Math.ceil(measureText(line, "note") + 2 * SIGN.padding);
  return { edge, sign: { line, name, width }, width: Math.max(label.width, width), height: label.height + SIGN.height };
}

/** The room beside a box that they need together, one below the other. */
export function measureAsides(asides: readonly Aside[]): Size {
  if (asides.length === 0) return { width: 0, height: 0 };
  const heights = asides.reduce((sum, { height }) => sum + height + GAP, -GAP);
  const widest = asides.reduce((most, { width }) => Math.max(most, width), 0);
  return { width: LINE + widest, height: heights };
}

export interface DrawnAside {
  readonly edge: DrawnEdge;
  readonly sign?: DrawnNode;
}

/** The lines and signs beside the box. */
export function drawAsides(asides: readonly Aside[], box: Box): readonly DrawnAside[] {
  let y = box.y + (box.height - measureAsides(asides).height) / 2;
  return asides.map((aside) => {
    const drawn = aside.sign ? drawSign(aside, box, y) : drawLoop(aside, box, y);
    y += aside.height + GAP;
    return drawn;
  });
}

/** A line out of the box's right side and back; its label beside it. */
function drawLoop({ edge, height }: Aside, box: Box, y: number): DrawnAside {
  const [right, middle] = [box.x + box.width, y + height / 2];
  const [out, half] = [right + LINE - 6, LOOP / 2];
  const points = [
    { x: right, y: middle - half },
    { x: out, y: middle - half },
    { x: out, y: middle + half },
    { x: right, y: middle + half },
  ];
  const { text } = edge;
  return { edge: nameLine(edge, points, text && { ...text, x: right + LINE, y: middle - text.height / 2 }) };
}

/** A line to a sign that names the far state; its label above the sign. */
function drawSign({ edge, sign = { line: "", name: "", width: 0 } }: Aside, box: Box, y: number): DrawnAside {
  const { text } = edge;
  const x = box.x + box.width + LINE;
  const top = y + (text?.height ?? 0);
  const middle = top + SIGN.height / 2;
  const start = Math.max(box.y + LOOP, Math.min(box.y + box.height - LOOP, middle));
  const points = [
    { x: box.x + box.width, y: start },
    { x: x - LINE / 2, y: start },
    { x: x - LINE / 2, y: middle },
    { x, y: middle },
  ].filter((point, index, all) => index === 0 || point.x !== all[index - 1]?.x || point.y !== all[index - 1]?.y);
  const id = `${edge.id}#sign`;
  const { line, name, width } = sign;
  return {
    edge: { ...nameLine(edge, points, text && { ...text, x, y }), to: id },
    sign: { id, kind: "reference", name, note: "", lines: [line], x, y: top, width, height: SIGN.height },
  };
}
