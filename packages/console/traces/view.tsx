import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { TraceAnswer, TraceList as Listed } from "@sfn-websocket/local/console/api";
import { getJson, Refusal } from "../call-api";
import { ProblemNote } from "../components/problem-note";
import { listen, listenReconnect } from "../live";
import { linkTo, place } from "../router";
import { TraceDetail } from "./trace-detail";
import { TraceFeed } from "./trace-feed";
import { TraceList } from "./trace-list";
import "./traces.css";

/** Goes on when another view is shown, so that the list has no gap. */
const feed = new TraceFeed({
  list: (after) => getJson<Listed>(after === undefined ? "traces" : `traces?after=${after}`),
  onTrace: (listener) => listen("trace", listener),
  onGap: listenReconnect,
});
feed.start();

/** Characters of data from which on a trace is opened in outline: what of it one looks at first is there at once. */
const LONGEST = 500_000;

/** The last trace that was opened: it stays while it changes. */
const opened = signal<TraceAnswer | undefined>(undefined);

/** The live list of traces, and the one that is open beside it; when it is closed, one goes on in the list. */
export function View() {
  const { id } = place.value.params;
  const last = useRef(id);
  useEffect(() => {
    if (last.current !== undefined && id === undefined) document.querySelector<HTMLElement>(".grid-trace")?.focus();
    last.current = id;
  }, [id]);
  return (
    <div class="traces" data-open={id !== undefined}>
      <TraceList feed={feed} />
      {id !== undefined && <Opened id={id} />}
    </div>
  );
}

/** Loads a trace, and again when it has changed; what was read before stays when it cannot be read any more. */
function Opened({ id }: { readonly id: string }) {
  const [failed, setFailed] = useState<Failed | undefined>(undefined);
  const summary = feed.shown.value.find((trace) => String(trace.id) === id);
  useEffect(() => {
    const stop = new AbortController();
    getJson<TraceAnswer>(`traces/${encodeURIComponent(id)}?longest=${LONGEST}`, stop.signal).then(
      (trace) => {
        opened.value = trace;
        setFailed(undefined);
      },
      (error: Error) => stop.signal.aborted || setFailed({ id, error }),
    );
    return () => stop.abort();
  }, [id, summary?.outcome, summary?.status, summary?.startedAt]);
  const trace = opened.value;
  const error = failed?.id === id ? failed.error : undefined;
  if (trace !== undefined && String(trace.id) === id)
    return <TraceDetail trace={trace} note={error && tellLast(error)} />;
  return error ? <NotOpened problem={error.message} /> : <p class="empty">Loading…</p>;
}

/** Why a trace could not be read. */
interface Failed {
  readonly id: string;
  readonly error: Error;
}

const tellLast = (error: Error): string =>
  error instanceof Refusal && error.status === 404
    ? "It is not in the server's memory any more, and stands here as it was read before."
    : `It stands here as it was read before: ${error.message}`;

/** On a narrow page it stands in the list's place, so it leads back there. */
function NotOpened({ problem }: { readonly problem: string }) {
  const list = linkTo("traces", { ...place.value.params, id: "", visit: "", tab: "" });
  return (
    <section class="trace-detail" aria-label="The trace">
      <ProblemNote message={problem} />
      <a href={list}>Back to the list</a>
    </section>
  );
}
