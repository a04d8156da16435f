import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
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

/** A grid that draws those of its rows that are seen. One chooses a row by the arrows, Home, End and the page keys, and opens it by Enter. */
export function VirtualGrid(props: VirtualGridProps) {
  const { name, label, columns, count, rowHeight, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ scrollTop: 0, height: 600 });
  const viewport: Viewport = { ...seen, rowHeight, count };
  const measure = () => setSeen(readSeen(scroller.current));
  useWatchedSize(scroller, measure);
  useKeptPlace(scroller, props, measure);
  const move = (row: number) => {
    props.onMove(row);
    scroller.current?.scrollTo({ top: scrollToRow(row, viewport) });
  };
  const press = (event: KeyboardEvent) => {
    const row = moveRow(event.key, active, viewport);
    if (row !== undefined) move(row);
    else if (event.key === "Enter" && active >= 0) props.onOpen?.(active);
    else return;
    event.preventDefault();
  };
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
      onKeyDown={press}
    >
      <div role="row" aria-rowindex={1} class="grid-head">
        {columns.map((column) => (
          <span role="columnheader" key={column}>
            {column}
          </span>
        ))}
      </div>
      <div role="rowgroup" class="grid-rows" style={{ height: `${count * rowHeight}px` }}>
        {drawn.map((row) => (
          <Row key={props.keyOf(row)} {...props} row={row} />
        ))}
      </div>
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

/** The head lies upon the rows, and leaves less of them to be seen. */
function readSeen(scroller: HTMLDivElement | null): { scrollTop: number; height: number } {
  if (scroller === null) return { scrollTop: 0, height: 0 };
  const head = scroller.firstElementChild;
  return { scrollTop: scroller.scrollTop, height: scroller.clientHeight - (head?.clientHeight ?? 0) };
}

function useWatchedSize(scroller: { readonly current: HTMLDivElement | null }, measure: () => void): void {
  useLayoutEffect(() => {
    if (scroller.current === null) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
}

/** What was seen first, as the rows were drawn last. */
interface Seen {
  readonly key: string | number;
  readonly offset: number;
  readonly count: number;
  readonly isAtEdge: boolean;
}

/** Keeps what is seen where it is when rows come or go before it; at the edge that is followed, the newest are seen. */
function useKeptPlace(
  scroller: { readonly current: HTMLDivElement | null },
  { count, rowHeight, keyOf, follow }: VirtualGridProps,
  measure: () => void,
): void {
  const kept = useRef<Seen | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || count === 0) return;
    const before = kept.current;
    if (before !== undefined) {
      const top = follow !== undefined && before.isAtEdge ? EDGES[follow](element) : findPlace(before);
      if (top !== undefined && top !== element.scrollTop) {
        element.scrollTop = top;
        measure();
      }
    } else if (follow === "bottom") element.scrollTop = element.scrollHeight;
    kept.current = remember(element);
  });

  function findPlace({ key, offset, count: former }: Seen): number | undefined {
    const start = Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight);
    const distance = Math.abs(count - former) + 64;
    for (let step = 0; step <= distance; step++)
      for (const row of [start + step, start - step])
        if (row >= 0 && row < count && keyOf(row) === key) return row * rowHeight + offset;
    return undefined;
  }

  function remember(element: HTMLDivElement): Seen {
    const row = Math.min(count - 1, Math.floor(element.scrollTop / rowHeight));
    const isAtEdge = follow !== undefined && Math.abs(EDGES[follow](element) - element.scrollTop) < rowHeight / 2;
    return { key: keyOf(row), offset: element.scrollTop - row * rowHeight, count, isAtEdge };
  }
}

const EDGES: Readonly<Record<"top" | "bottom", (element: HTMLElement) => number>> = {
  top: () => 0,
  bottom: ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight,
};
