import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { findScrollTop, type KeptPlace, rememberPlace } from "./kept-place";
import { findWindow, moveRow, scrollToRow, type Viewport } from "./row-window";

export interface VirtualGridProps {
  /** Of the whole; the ids of its rows begin with it. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Names a row for as long as it is the same. */
  readonly keyOf: (row: number) => string | number;
  /** The cells of a row, as many as there are columns. */
  readonly cells: (row: number) => readonly ComponentChildren[];
  readonly classOf: (row: number) => string;
  /** The chosen row; -1 for none. */
  readonly active: number;
  readonly onMove: (row: number) => void;
  readonly onOpen?: (row: number) => void;
  /** Where new rows are watched for; elsewhere what is seen stays where it is when rows come. @default nowhere */
  readonly follow?: "top" | "bottom" | undefined;
}

interface ShownViewport extends Viewport {
  /** Scrolls. */
  readonly show: (top: number) => void;
}

/** A grid that draws those of its rows that are seen. One chooses a row by the arrows, Home, End and the page keys, and opens it by Enter. */
export function VirtualGrid(props: VirtualGridProps) {
  const { name, label, columns, count, rowHeight, active } = props;
  const { scroller, viewport, measure } = useViewport(props);
  const { first, end } = findWindow(viewport);
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return (
    <div
      ref={scroller}
      role="grid"
      class={`grid grid-${name}`}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= first && active < end ? `${name}-${props.keyOf(active)}` : undefined}
      tabIndex={0}
      onScroll={measure}
      onKeyDown={(event) => {
        if (!press(event.key, viewport, props)) return;
        event.preventDefault();
        measure();
      }}
    >
      <Head columns={columns} />
      <div role="rowgroup" class="grid-rows" style={{ height: `${count * rowHeight}px` }}>
        {drawn.map((row) => (
          <Row key={props.keyOf(row)} {...props} row={row} />
        ))}
      </div>
    </div>
  );
}

/** Whether a key moved to a row or opened one. */
function press(key: string, viewport: ShownViewport, { active, onMove, onOpen }: VirtualGridProps): boolean {
  const row = moveRow(key, active, viewport);
  if (row !== undefined) {
    onMove(row);
    viewport.show(scrollToRow(row, viewport));
    return true;
  }
  if (key !== "Enter" || active < 0) return false;
  onOpen?.(active);
  return true;
}

function Head({ columns }: Pick<VirtualGridProps, "columns">) {
  return (
    <div role="row" aria-rowindex={1} class="grid-head">
      {columns.map((column) => (
        <span role="columnheader" key={column}>
          {column}
        </span>
      ))}
    </div>
  );
}

function Row({ name, row, rowHeight, active, ...props }: VirtualGridProps & { readonly row: number }) {
  const choose = () => {
    props.onMove(row);
    props.onOpen?.(row);
  };
  return (
    <div
      role="row"
      id={`${name}-${props.keyOf(row)}`}
      aria-rowindex={row + 2}
      aria-selected={row === active}
      class={`grid-row ${props.classOf(row)}`}
      style={{ height: `${rowHeight}px`, transform: `translateY(${row * rowHeight}px)` }}
      onClick={choose}
    >
      {props.cells(row).map((cell, column) => (
        <span role="gridcell" key={props.columns[column]} class={`cell-${column}`}>
          {cell}
        </span>
      ))}
    </div>
  );
}

/** What is seen of the rows, measured as it changes; what was seen is kept in place. */
function useViewport(props: VirtualGridProps) {
  const { count, rowHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const kept = useRef<KeptPlace | undefined>(undefined);
  const [seen, setSeen] = useState({ scrollTop: 0, height: 600 });
  const measure = () => {
    const now = readSeen(scroller.current);
    setSeen((last) => (last.scrollTop === now.scrollTop && last.height === now.height ? last : now));
    kept.current = rememberPlace(scroller.current, props);
  };
  const latest = useRef(measure);
  latest.current = measure;
  useWatchedSize(scroller, () => latest.current());
  useLayoutEffect(() => {
    const top = findScrollTop(scroller.current, kept.current, props);
    if (top !== undefined) scroller.current?.scrollTo({ top });
    measure();
  });
  const viewport: ShownViewport = {
    ...seen,
    rowHeight,
    count,
    show: (top) => scroller.current?.scrollTo({ top }),
  };
  return { scroller, viewport, measure };
}

/** The head lies upon the rows, and leaves less of them to be seen. */
function readSeen(scroller: HTMLDivElement | null): { scrollTop: number; height: number } {
  if (scroller === null) return { scrollTop: 0, height: 0 };
  const head = scroller.firstElementChild;
  return { scrollTop: scroller.scrollTop, height: scroller.clientHeight - (head?.clientHeight ?? 0) };
}

/** `measure` is the first drawing's for good. */
function useWatchedSize(scroller: { readonly current: HTMLDivElement | null }, measure: () => void): void {
  useLayoutEffect(() => {
    if (scroller.current === null) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
}
