/** Rows of one height in an element that scrolls. */
export interface Rows {
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  readonly keyOf: (row: number) => string | number;
  /** At which edge new rows are watched for. @default at none */
  readonly follow?: "top" | "bottom" | undefined;
}

/** What of an element decides where it is scrolled to. */
export type Scroller = Pick<HTMLElement, "scrollTop" | "scrollHeight" | "clientHeight">;

/** The row that was seen first, and how far it was scrolled out. */
export interface KeptPlace {
  readonly key: string | number;
  readonly row: number;
  readonly offset: number;
  /** Whether the newest row was seen, where it is watched for. */
  readonly isAtEdge: boolean;
}

const EDGES: Readonly<Record<"top" | "bottom", (scroller: Scroller) => number>> = {
  top: () => 0,
  bottom: ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight,
};

/** Returns what is seen; undefined where there is nothing. */
export function rememberPlace(
  scroller: Scroller | null,
  { count, rowHeight, keyOf, follow }: Rows,
): KeptPlace | undefined {
  if (scroller === null || count === 0) return undefined;
  const row = Math.max(0, Math.min(count - 1, Math.floor(scroller.scrollTop / rowHeight)));
  const isAtEdge = follow !== undefined && Math.abs(EDGES[follow](scroller) - scroller.scrollTop) < rowHeight / 2;
  return { key: keyOf(row), row, offset: scroller.scrollTop - row * rowHeight, isAtEdge };
}

/**
 * Returns where to scroll when rows have come or gone, so that the same ones are seen as before; at the edge that is
 * watched, the newest. Undefined where nothing has to move: nothing changed, or what was seen is gone.
 */
export function findScrollTop(scroller: Scroller | null, kept: KeptPlace | undefined, rows: Rows): number | undefined {
  if (scroller === null || rows.count === 0) return undefined;
  const top = kept === undefined || kept.isAtEdge ? findEdge(scroller, rows) : findRow(kept, rows);
  return top === undefined || Math.abs(top - scroller.scrollTop) < 1 ? undefined : top;
}

function findEdge(scroller: Scroller, { follow }: Rows): number | undefined {
  return follow === undefined ? undefined : EDGES[follow](scroller);
}

/** Looks from where the row was, in both directions. */
function findRow({ key, row, offset }: KeptPlace, { count, rowHeight, keyOf }: Rows): number | undefined {
  for (let step = 0; step < count; step++) {
    const found = [row + step, row - step].find((one) => one >= 0 && one < count && keyOf(one) === key);
    if (found !== undefined) return found * rowHeight + offset;
  }
  return undefined;
}
