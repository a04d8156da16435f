import type { TraceList } from "@sfn-websocket/local/console/api";
import { useEffect, useState } from "preact/hooks";
import { getJson } from "../call-api";

/** Milliseconds without typing, and without traces, after which the server looks. */
const PAUSE = 300;
const NONE: ReadonlySet<number> = new Set();

/** The traces that hold a text somewhere: the server knows more of each than the list does. It looks again when `newest` changes. */
export function useTextSearch(text: string, newest: number): ReadonlySet<number> {
  const [holding, setHolding] = useState(NONE);
  useEffect(() => {
    if (text === "") {
      setHolding(NONE);
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      getJson<TraceList>(`traces?${new URLSearchParams({ text })}`, stop.signal).then(
        ({ traces }) => setHolding(new Set(traces.map(({ id }) => id))),
        // The list goes on with what it knows itself; that the server does not answer is said elsewhere.
        () => setHolding(NONE),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, newest]);
  return holding;
}
