import type { Box, Drawing, Point } from "@sfn-websocket/draw/drawing";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fitDrawing, pan, reveal, showStart, type Viewport, zoom } from "./viewport";

export interface GraphView {
  readonly viewport: Viewport;
  readonly window: RefObject<HTMLDivElement | null>;
  /** Listeners of the window's element. */
  readonly pointers: Pointers;
  /** Around the window's middle. */
  readonly zoom: (factor: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly fit: () => void;
  readonly reveal: (box: Box) => void;
}

interface Pointers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: (event: PointerEvent) => void;
}

/** How much a pixel of the wheel counts. */
const WHEEL = 0.0015;

/**
 * What of a drawing is seen in a window: all of it or, where that could not be read, its beginning, moved so far that
 * `selected` is seen; until the user chooses.
 */
export function useViewport(drawing: Drawing | undefined, selected: Box | undefined): GraphView {
  const window = useRef<HTMLDivElement>(null);
  const [viewport, show] = useState<Viewport>({ x: 0, y: 0, scale: 1 });
  const isChosen = useRef(false);
  const toReveal = useRef(selected);
  toReveal.current = selected;
  const measure = () => ({ width: window.current?.clientWidth ?? 0, height: window.current?.clientHeight ?? 0 });
  const choose = (change: (viewport: Viewport) => Viewport) => {
    isChosen.current = true;
    show(change);
  };
  const begin = () => {
    if (!drawing || isChosen.current) return;
    const start = showStart(drawing, measure());
    show(toReveal.current ? reveal(start, toReveal.current, measure()) : start);
  };
  useLayoutEffect(begin, [drawing]);
  useEffect(() => {
    if (!window.current) return undefined;
    const observer = new ResizeObserver(begin);
    observer.observe(window.current);
    return () => observer.disconnect();
  }, [drawing]);
  useWheel(window, drawing, (factor, at) => choose((seen) => zoom(seen, factor, at)));
  const middle = () => ({ x: measure().width / 2, y: measure().height / 2 });
  return {
    viewport,
    window,
    pointers: usePointers((dx, dy) => choose((seen) => pan(seen, dx, dy))),
    zoom: (factor) => choose((seen) => zoom(seen, factor, middle())),
    pan: (dx, dy) => choose((seen) => pan(seen, dx, dy)),
    fit: () => drawing && choose(() => fitDrawing(drawing, measure())),
    reveal: (box) => show((seen) => reveal(seen, box, measure())),
  };
}

/** The wheel over the window; the page does not scroll meanwhile, which only such a listener may say. */
function useWheel(
  window: RefObject<HTMLDivElement | null>,
  drawing: unknown,
  turn: (factor: number, at: Point) => void,
): void {
  useEffect(() => {
    const element = window.current;
    if (!element) return undefined;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      turn(Math.exp(-event.deltaY * lines * WHEEL), { x: event.clientX - left, y: event.clientY - top });
    };
    element.addEventListener("wheel", listen, { passive: false });
    return () => element.removeEventListener("wheel", listen);
  }, [drawing]);
}

/** Pixels that a pointer may move and still click. */
const STILL = 4;

function usePointers(drag: (dx: number, dy: number) => void): Pointers {
  const held = useRef<{ x: number; y: number; isDragging: boolean }>(undefined);
  const release = () => (held.current = undefined);
  return {
    onPointerDown: ({ button, clientX, clientY }) => {
      if (button === 0) held.current = { x: clientX, y: clientY, isDragging: false };
    },
    onPointerMove: ({ clientX, clientY, pointerId, currentTarget }) => {
      const from = held.current;
      if (!from) return;
      const [dx, dy] = [clientX - from.x, clientY - from.y];
      if (!from.isDragging && Math.hypot(dx, dy) < STILL) return;
      if (!from.isDragging && currentTarget instanceof Element) currentTarget.setPointerCapture(pointerId);
      held.current = { x: clientX, y: clientY, isDragging: true };
      drag(dx, dy);
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}
