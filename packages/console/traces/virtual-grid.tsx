import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { findScrollTop, type KeptPlace, rememberPlace } from "./kept-place";
import { findWindow, moveRow, scrollToRow, type Viewport } from "./row-window";

export interface VirtualGridProps<T> {
  /** Of the whole; the ids of its rows begin with it. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly T[];
  /** Pixels. */
  readonly rowHeight: number;
  /** Names a row for as long as it is the same. */
  readonly keyOf: (row: T, index: number) => string | number;
  /** The cells of a row, as many as there are columns. */
  readonly cells: (row: T) => readonly ComponentChildren[];
  readonly classOf: (row: T) => string;
  /** One of the rows. @default none is */
  readonly chosen: T | undefined;
  readonly onChoose: (row: T) => void;
  readonly onOpen?: (row: T) => void;
  /** Where new rows are watched for; elsewhere what is seen stays where it is when rows come. @default nowhere */
  readonly follow?: "top" | "bottom" | undefined;
}

interface ShownViewport extends Viewport {
  /** Scrolls. */
  readonly show: (top: number) => void;
}

/** A grid that draws those of its rows that are seen. One chooses a row by the arrows, Home, End and the page keys, and opens it by Enter. */
export function VirtualGrid<T>(props: VirtualGridProps<T>) {
  const { name, label, columns, rows, rowHeight, keyOf, chosen } = props;
  const { scroller, viewport, measure } = useViewport(props);
  const { first, end } = findWindow(viewport);
  const active = chosen === undefined ? -1 : rows.indexOf(chosen);
  return (
    <div
      ref={scroller}
      role="grid"
      class={`grid grid-${name}`}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={chosen && active >= first && active < end ? `${name}-${keyOf(chosen, active)}` : undefined}
      tabIndex={0}
      onScroll={measure}
      onKeyDown={(event) => {
        if (!press(event.key, { ...viewport, active }, props)) return;
        event.preventDefault();
        measure();
      }}
    >
      <Head columns={columns} />
      <div role="rowgroup" class="grid-rows" style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, end).map((row, index) => (
          <Row key={keyOf(row, first + index)} {...props} row={row} index={first + index} />
        ))}
      </div>
    </div>
  );
}

/** Whether a key moved to a row or opened one. */
function press<T>(
  key: string,
  viewport: ShownViewport & { readonly active: number },
  { rows, chosen, onChoose, onOpen }: VirtualGridProps<T>,
): boolean {
  const index = moveRow(key, viewport.active, viewport);
  const row = index === undefined ? undefined : rows[index];
  if (index !== undefined && row !== undefined) {
    onChoose(row);
    viewport.show(scrollToRow(index, viewport));
    return true;
  }
  if (key !== "Enter" || chosen === undefined) return false;
  onOpen?.(chosen);
  return true;
}

function Head({ columns }: { readonly columns: readonly string[] }) {
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

interface RowProps<T> extends VirtualGridProps<T> {
  readonly row: T;
  readonly index: number;
}

function Row<T>({ name, row, index, rowHeight, ...props }: RowProps<T>) {
  const choose = () => {
    props.onChoose(row);
    props.onOpen?.(row);
  };
  return (
    <div
      role="row"
      id={`${name}-${props.keyOf(row, index)}`}
      aria-rowindex={index + 2}
      aria-selected={row === props.chosen}
      class={`grid-row ${props.classOf(row)}`}
      style={{ height: `${rowHeight}px`, transform: `translateY(${index * rowHeight}px)` }}
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
function useViewport<T>({ rows, rowHeight, keyOf, follow }: VirtualGridProps<T>) {
  const placed = {
    count: rows.length,
    rowHeight,
    keyOf: (index: number) => {
      const row = rows[index];
      return row === undefined ? "" : keyOf(row, index);
    },
    follow,
  };
  const scroller = useRef<HTMLDivElement>(null);
  const kept = useRef<KeptPlace | undefined>(undefined);
  const [seen, setSeen] = useState({ scrollTop: 0, height: 600 });
  const measure = () => {
    const now = readSeen(scroller.current);
    setSeen((last) => (last.scrollTop === now.scrollTop && last.height === now.height ? last : now));
    kept.current = rememberPlace(scroller.current, placed);
  };
  const latest = useRef(measure);
  latest.current = measure;
  useWatchedSize(scroller, () => latest.current());
  useLayoutEffect(() => {
    const top = findScrollTop(scroller.current, kept.current, placed);
    if (top !== undefined) scroller.current?.scrollTo({ top });
    measure();
  });
  const viewport: ShownViewport = {
    ...seen,
    rowHeight,
    count: rows.length,
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
