import type { TraceSummary } from "@sfn-websocket/local/trace/trace";
import { NO_ANSWER } from "./format";

/** What the list is narrowed to; an empty text narrows nothing. */
export interface TraceFilters {
  readonly kind: string;
  readonly route: string;
  readonly status: string;
  readonly connection: string;
  readonly outcome: string;
  readonly text: string;
}

export type FilterName = keyof TraceFilters;

/** What of a trace each filter is held against. */
const FIELDS: Readonly<Record<Exclude<FilterName, "text">, (trace: TraceSummary) => string>> = {
  kind: ({ kind }) => kind,
  route: ({ routeKey = "" }) => routeKey,
  status: ({ status }) => String(status),
  connection: ({ connectionId = "" }) => connectionId,
  outcome: ({ outcome }) => outcome,
};

export const CHOICES = Object.keys(FIELDS) as readonly (keyof typeof FIELDS)[];
export const FILTER_NAMES: readonly FilterName[] = [...CHOICES, "text"];
export const NO_FILTERS: TraceFilters = { kind: "", route: "", status: "", connection: "", outcome: "", text: "" };

/** Reads the filters of a URL's query. */
export function readFilters(query: URLSearchParams): TraceFilters {
  const entries = FILTER_NAMES.map((name) => [name, query.get(name) ?? ""]);
  return { ...NO_FILTERS, ...Object.fromEntries(entries) };
}

/**
 * Returns what tells whether a trace is in the list. The text is looked for in what the list shows, letters of either case
 * being the same; `holding` are the traces that have it elsewhere.
 */
export function createFilter(
  filters: TraceFilters,
  holding: ReadonlySet<number> = new Set(),
): (trace: TraceSummary) => boolean {
  const chosen = CHOICES.filter((name) => filters[name] !== "");
  const text = filters.text.trim().toLowerCase();
  return (trace) =>
    chosen.every((name) => FIELDS[name](trace) === filters[name]) &&
    (text === "" || holding.has(trace.id) || listTexts(trace).includes(text));
}

function listTexts({ id, status, isUnanswered, ...trace }: TraceSummary): string {
  const { excerpt, failure, routeKey, workflow, api, stage, connectionId } = trace;
  const texts = [`#${id}`, excerpt, failure, routeKey, workflow, api, stage, connectionId, String(status)];
  return [...texts, isUnanswered && NO_ANSWER]
    .filter((one) => one !== undefined)
    .join("\n")
    .toLowerCase();
}

/** Values that a filter offers: of thousands of connections the text finds the others. */
export const MOST_CHOICES = 100;

/** A collator of its own: `localeCompare` would make one for each pair. */
const ORDER = new Intl.Collator("en", { numeric: true });

/** The values that a filter can have, those of the newest traces, in order; the one that is chosen is among them. */
export function listChoices(
  traces: readonly TraceSummary[],
  name: keyof typeof FIELDS,
  chosen: string,
): readonly string[] {
  const values = new Set([chosen]);
  for (let index = traces.length - 1; index >= 0 && values.size <= MOST_CHOICES; index -= 1) {
    const trace = traces[index];
    if (trace) values.add(FIELDS[name](trace));
  }
  values.delete("");
  return [...values].sort(ORDER.compare);
}
