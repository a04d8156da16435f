import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";
import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import type { TraceSummary } from "../trace/trace";
import type { TraceStore } from "../trace/trace-store";
import { ConsoleProblem } from "./console-problem";

type Fits = (summary: TraceSummary) => boolean;

/** What the list may be asked for, beside `text` and `limit`: each leaves those that fit. */
const FILTERS: Readonly<Record<string, (value: string) => Fits>> = {
  after: (value) => {
    const id = readCount("after", value);
    return (summary) => summary.id > id;
  },
  kind: oneOf("kind", ["CONNECT", "MESSAGE", "DISCONNECT", "POST", "EXECUTION"], ({ kind }) => kind),
  outcome: oneOf("outcome", ["ok", "caught", "failed", "running"], ({ outcome }) => outcome),
  route: (value) => (summary) => summary.routeKey === value,
  status: (value) => (summary) => String(summary.status) === value,
  connection: (value) => (summary) => summary.connectionId === value,
};

/**
 * Returns what finds the traces that a query asks for, the newest last.
 *
 * @throws ConsoleProblem for a parameter that is none, or has a wrong value.
 */
export function readFilters(query: URLSearchParams): (traces: TraceStore) => Promise<readonly TraceSummary[]> {
  requireKnown(query, [...Object.keys(FILTERS), "text", "limit"]);
  const fits = [...query].flatMap(([name, value]) => FILTERS[name]?.(value) ?? []);
  const text = query.get("text") ?? "";
  const limit = query.has("limit") ? readCount("limit", query.get("limit") ?? "") : Infinity;
  return async (traces) => {
    const listed = text === "" ? traces.list() : await runInTurns(traces.search(text));
    const found = listed.filter((summary) => fits.every((fit) => fit(summary)));
    return limit === 0 ? [] : found.slice(-limit);
  };
}

/** @throws ConsoleProblem for a parameter that is none of those that are known. */
export function requireKnown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys())
    if (!known.includes(name))
      throw new ConsoleProblem(
        400,
        `traces: unknown parameter, got '${name}'; ${suggestName(name, known, `use one of ${listNames(known)}`)}`,
      );
}

/** @throws ConsoleProblem for what is no number. */
export function readCount(name: string, value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new ConsoleProblem(400, `${name}: is no number from 0, got '${value}'; correct it`);
}

function oneOf(name: string, values: readonly string[], read: (summary: TraceSummary) => string) {
  return (value: string): Fits => {
    if (values.includes(value)) return (summary) => read(summary) === value;
    const advice = suggestName(value, values, `use one of ${listNames(values)}`);
    throw new ConsoleProblem(400, `${name}: is none, got '${value}'; ${advice}`);
  };
}
