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

/** A grid that draws those of its rows that are seen. One chooses a row by the arrows, Home, End and the page keys, and opens it by Enter. */
export function VirtualGrid(props: VirtualGridProps) {
  const { name, label, columns, count, rowHeight, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ scrollTop: 0, height: 600 });
  const viewport: Viewport = { ...seen, rowHeight, count };
  const kept = useRef<KeptPlace | undefined>(undefined);
  const measure = () => {
    const now = readSeen(scroller.current);
    setSeen((last) => (last.scrollTop === now.scrollTop && last.height === now.height ? last : now));
    kept.current = rememberPlace(scroller.current, props);
  };
  useWatchedSize(scroller, measure);
  useLayoutEffect(() => {
    const top = findScrollTop(scroller.current, kept.current, props);
    if (top !== undefined) scroller.current?.scrollTo({ top });
    measure();
  });
  const move = (row: number) => {
    props.onMove(row);
    scroller.current?.scrollTo({ top: scrollToRow(row, viewport) });
    measure();
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
