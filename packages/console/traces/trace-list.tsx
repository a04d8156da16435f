import { useMemo, useState } from "preact/hooks";
import { inventory } from "../inventory";
import { goTo, place, setParams } from "../router";
import { FilterBar } from "./filter-bar";
import { createFilter, readFilters } from "./filters";
import { formatCount } from "./format";
import type { TraceFeed } from "./trace-feed";
import { COLUMNS, describeTrace } from "./trace-rows";
import { useTextSearch } from "./use-text-search";
import { useNarrow } from "./use-narrow";
import { VirtualGrid } from "./virtual-grid";

/** Pixels of a row: of one line, and of two where there is little width. */
const ROW_HEIGHTS = { wide: 28, narrow: 52 };

/** The live list: filters, counts, and a row a trace. */
export function TraceList({ feed }: { readonly feed: TraceFeed }) {
  const { params } = place.value;
  const traces = feed.shown.value;
  const filters = readFilters(new URLSearchParams(params));
  const isNewestLast = params["newest"] === "bottom";
  const holding = useTextSearch(filters.text.trim(), traces.at(-1)?.id ?? 0);
  const rows = useMemo(() => {
    const passing = traces.filter(createFilter(filters, holding));
    return isNewestLast ? passing : passing.reverse();
  }, [traces, JSON.stringify(filters), holding, isNewestLast]);
  const [chosen, choose] = useState<number | undefined>(undefined);
  const isNarrow = useNarrow();
  const active = chosen ?? Number(params["id"] ?? 0);
  return (
    <section class="trace-list" aria-label="Traces">
      <FilterBar traces={traces} filters={filters} />
      <ListBar feed={feed} count={rows.length} total={traces.length} isNewestLast={isNewestLast} />
      {rows.length === 0 && <Empty feed={feed} total={traces.length} />}
      <VirtualGrid
        name="trace"
        label={`Traces, newest ${isNewestLast ? "last" : "first"}`}
        columns={COLUMNS}
        rows={rows}
        rowHeight={isNarrow ? ROW_HEIGHTS.narrow : ROW_HEIGHTS.wide}
        keyOf={({ id }) => id}
        cells={describeTrace}
        classOf={({ outcome }) => outcome}
        chosen={rows.find(({ id }) => id === active)}
        onChoose={({ id }) => choose(id)}
        onOpen={({ id }) => goTo("traces", { ...params, id: String(id), visit: "" })}
        follow={isNewestLast ? "bottom" : "top"}
      />
    </section>
  );
}

interface ListBarProps {
  readonly feed: TraceFeed;
  readonly count: number;
  readonly total: number;
  readonly isNewestLast: boolean;
}

function ListBar({ feed, count, total, isNewestLast }: ListBarProps) {
  const isPaused = feed.isPaused.value;
  const { value: dropped } = feed.dropped;
  const { value: waiting } = feed.waiting;
  const { speed } = inventory.value ?? {};
  return (
    <div class="list-bar">
      <span class="count">
        {count === total ? formatCount(total) : `${formatCount(count)} of ${formatCount(total)}`} traces
        {dropped > 0 && <span class="quiet">, {formatCount(dropped)} older ones are gone</span>}
        {speed !== undefined && <span class="quiet">; times are of a clock {speed} × as fast as real</span>}
      </span>
      <button type="button" aria-pressed={isPaused} onClick={() => feed.setPaused(!isPaused)}>
        {isPaused ? `Paused${waiting > 0 ? `, ${formatCount(waiting)} new` : ""}` : "Pause"}
      </button>
      <select
        aria-label="Order"
        value={isNewestLast ? "bottom" : ""}
        onChange={(event) => setParams({ newest: event.currentTarget.value })}
      >
        <option value="">Newest first</option>
        <option value="bottom">Newest last</option>
      </select>
    </div>
  );
}

const STATES = {
  loading: "The traces are being loaded.",
  off: "No traces are kept: the server runs with --no-trace.",
  ready: "Nothing has happened yet. Connect a client, or send a message in the view Client.",
} as const;

function Empty({ feed, total }: { readonly feed: TraceFeed; readonly total: number }) {
  const problem = feed.problem.value;
  if (problem !== undefined) return <p class="problem">{problem}</p>;
  return <p class="empty">{total > 0 ? "No trace is like this." : STATES[feed.state.value]}</p>;
}
