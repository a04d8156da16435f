import type { DrawnNode, Drawing } from "@sfn-websocket/draw/drawing";
import type { Element } from "@sfn-websocket/draw/element";
import type { Marks } from "@sfn-websocket/draw/marks";
import { drawEdge, drawNode } from "@sfn-websocket/draw/shapes";
import { listLayers } from "@sfn-websocket/draw/write-svg";
import { h, type VNode } from "preact";
import { isState } from "./graph-steps";

interface Props {
  readonly drawing: Drawing;
  readonly marks: Marks | undefined;
  readonly selected: string | undefined;
  /** Which state the Tab key reaches. */
  readonly reached: string | undefined;
}

/** The drawing's own elements, its states as buttons, whose names are the drawing's titles. */
export function DrawingParts({ drawing, marks, selected, reached }: Props) {
  const draw = (node: DrawnNode) => {
    const mark = marks?.states.get(node.id);
    const drawn = drawNode(node, mark);
    if (!isState(node)) return show(drawn, { key: node.id });
    return show(drawn, {
      key: node.id,
      role: "button",
      "aria-pressed": node.id === selected,
      tabindex: node.id === reached ? 0 : -1,
      "data-id": node.id,
      class: `${drawn.attributes["class"]}${node.id === selected ? " wf-selected" : ""}`,
    });
  };
  const { behind, edges, front } = listLayers(drawing, marks);
  return (
    <>
      {behind.map(draw)}
      {edges.map((edge) => show(drawEdge(edge, marks?.edges.get(edge.id)), { key: edge.id }))}
      {front.map(draw)}
    </>
  );
}

function show({ tag, attributes, children }: Element, more: object = {}): VNode {
  const shown = children.map((child) => (typeof child === "string" ? child : show(child)));
  return h(tag, { ...attributes, ...more }, shown);
}
