import type { TraceSummary } from "@sfn-websocket/local/trace/trace";
import { setParams } from "../router";
import { CHOICES, FILTER_NAMES, listChoices, MOST_CHOICES, type TraceFilters } from "./filters";

const LABELS: Readonly<Record<keyof TraceFilters, string>> = {
  kind: "Kind",
  route: "Route",
  status: "Status",
  connection: "Connection",
  outcome: "Outcome",
  text: "Text",
};

interface FilterBarProps {
  readonly traces: readonly TraceSummary[];
  readonly filters: TraceFilters;
}

/** Narrows the list; what is chosen stands in the URL. */
export function FilterBar({ traces, filters }: FilterBarProps) {
  const isNarrowed = FILTER_NAMES.some((name) => filters[name] !== "");
  return (
    <form class="filters" role="search" aria-label="Filter the traces" onSubmit={(event) => event.preventDefault()}>
      {CHOICES.map((name) => (
        <label key={name}>
          <span>{LABELS[name]}</span>
          <select
            value={filters[name]}
            data-chosen={filters[name] !== ""}
            onChange={(event) => setParams({ [name]: event.currentTarget.value })}
          >
            <option value="">all</option>
            <Choices values={listChoices(traces, name, filters[name])} />
          </select>
        </label>
      ))}
      <label class="filter-text">
        <span>{LABELS.text}</span>
        <input
          type="search"
          value={filters.text}
          placeholder="message, failure, #number"
          onInput={(event) => setParams({ text: event.currentTarget.value })}
        />
      </label>
      {isNarrowed && (
        <button type="button" onClick={() => setParams(Object.fromEntries(FILTER_NAMES.map((name) => [name, ""])))}>
          Show all
        </button>
      )}
    </form>
  );
}

function Choices({ values }: { readonly values: readonly string[] }) {
  return (
    <>
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
      {values.length >= MOST_CHOICES && <option disabled>older ones: by Text</option>}
    </>
  );
}
