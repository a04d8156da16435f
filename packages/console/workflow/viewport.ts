import type { Box, Drawing, Point } from "@sfn-websocket/draw/drawing";

/** Which part of a drawing is seen: its pixels times `scale`, then moved. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SCALES = { least: 0.05, most: 3, mostFitted: 1, readable: 0.62 } as const;
const MARGIN = 8;
/** By how much a press of a key or a button makes the drawing larger. */
export const ZOOM_STEP = 1.25;

/** The whole drawing in the middle of the window, no larger than it is. */
export function fitDrawing(drawing: Size, window: Size): Viewport {
  const fitted = Math.min((window.width - MARGIN) / drawing.width, (window.height - MARGIN) / drawing.height);
  const scale = Math.max(SCALES.least, Math.min(SCALES.mostFitted, fitted));
  return {
    scale,
    x: (window.width - drawing.width * scale) / 2,
    y: Math.max(0, (window.height - drawing.height * scale) / 2),
  };
}

/** The whole drawing where it can be read, else its beginning, so large that it can. */
export function showStart(drawing: Drawing, window: Size): Viewport {
  const fitted = fitDrawing(drawing, window);
  if (fitted.scale >= SCALES.readable) return fitted;
  const scale = SCALES.readable;
  const start = drawing.nodes[0] ?? { x: 0, width: 0 };
  const middle = (start.x + start.width / 2) * scale;
  const room = window.width - drawing.width * scale;
  return { scale, x: room > 0 ? room / 2 : Math.max(room, Math.min(0, window.width / 2 - middle)), y: 0 };
}

/** Larger or smaller by a factor; what is at `at`, a point of the window, stays there. */
export function zoom({ x, y, scale }: Viewport, factor: number, at: Point): Viewport {
  const next = Math.max(SCALES.least, Math.min(SCALES.most, scale * factor));
  const grown = next / scale;
  return { scale: next, x: at.x - (at.x - x) * grown, y: at.y - (at.y - y) * grown };
}

export function pan(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, x: viewport.x + dx, y: viewport.y + dy };
}

/** Moved as little as it must be for the box to be seen; the upper left corner of one that is larger than the window. */
export function reveal(viewport: Viewport, box: Box, window: Size): Viewport {
  const { scale } = viewport;
  const shift = (start: number, length: number, room: number) => {
    if (start < MARGIN || length > room - 2 * MARGIN) return start < MARGIN || start > room / 2 ? MARGIN - start : 0;
    return Math.min(0, room - MARGIN - (start + length));
  };
  const dx = shift(box.x * scale + viewport.x, box.width * scale, window.width);
  const dy = shift(box.y * scale + viewport.y, box.height * scale, window.height);
  return pan(viewport, dx, dy);
}
