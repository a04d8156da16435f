import type { Drawing } from "@sfn-websocket/draw/drawing";
import { useState } from "preact/hooks";
import { type Direction, findStep } from "./graph-steps";
import type { GraphView } from "./use-viewport";
import { ZOOM_STEP } from "./viewport";

interface Graph {
  readonly drawing: Drawing | undefined;
  readonly view: GraphView;
  readonly onSelect: (id: string) => void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const SHIFTS: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [0, 60],
  down: [0, -60],
  left: [60, 0],
  right: [-60, 0],
};

/** The keys of a graph, and the state that the focus was on last. */
export function useGraphKeys({ drawing, view, onSelect }: Graph) {
  const [reached, reach] = useState<string>();
  const move = (from: string, to: string | undefined) => {
    const node = drawing?.nodes.find(({ id }) => id === to);
    if (node === undefined || to === from) return;
    reach(node.id);
    view.reveal(node);
    const element = [...(view.window.current?.querySelectorAll<SVGElement>("[data-id]") ?? [])];
    element.find(({ dataset }) => dataset["id"] === node.id)?.focus({ preventScroll: true });
  };
  const commands: Readonly<Record<string, () => void>> = {
    "+": () => view.zoom(ZOOM_STEP),
    "=": () => view.zoom(ZOOM_STEP),
    "-": () => view.zoom(1 / ZOOM_STEP),
    "0": view.fit,
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = findId(event.target);
    const arrow = ARROWS[event.key];
    if (arrow !== undefined && event.shiftKey) view.pan(...SHIFTS[arrow]);
    else if (arrow !== undefined && from !== undefined && drawing) move(from, findStep(drawing, from, arrow));
    else if (from !== undefined && (event.key === "Enter" || event.key === " ")) onSelect(from);
    else if (Object.hasOwn(commands, event.key)) commands[event.key]?.();
    else return;
    event.preventDefault();
  };
  const click = ({ target }: MouseEvent) => {
    const id = findId(target);
    if (id === undefined) return;
    reach(id);
    onSelect(id);
  };
  return { reached, press, click };
}

/** The state in whose element an event happened. */
function findId(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>("[data-id]") : null;
  return element?.dataset["id"];
}
