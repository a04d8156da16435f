/** A list of rows of one height, of which a part is seen; all in pixels but `count`. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Rows that are drawn beyond what is seen, on each side, so that a fast wheel finds them there. */
const MARGIN = 8;

/** Returns which rows to draw: from `first`, up to but not including `end`. */
export function findWindow({ scrollTop, height, rowHeight, count }: Viewport): { first: number; end: number } {
  const first = Math.floor(scrollTop / rowHeight) - MARGIN;
  const end = Math.ceil((scrollTop + height) / rowHeight) + MARGIN;
  return { first: clamp(first, 0, count), end: clamp(end, 0, count) };
}

/** Returns where to scroll so that a row is wholly seen, moving as little as it takes. */
export function scrollToRow(row: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/** Rows that fit. */
function countPage({ height, rowHeight }: Viewport): number {
  return Math.max(1, Math.floor(height / rowHeight) - 1);
}

const MOVES: Readonly<Record<string, (row: number, page: number, count: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, page) => row + page,
  PageUp: (row, page) => row - page,
  Home: () => 0,
  End: (_row, _page, count) => count - 1,
};

/** Returns the row that a key moves to from another (-1: from none); undefined for a key that does not move, and in an empty list. */
export function moveRow(key: string, row: number, viewport: Viewport): number | undefined {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (move === undefined || viewport.count === 0) return undefined;
  return clamp(move(row, countPage(viewport), viewport.count), 0, viewport.count - 1);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
