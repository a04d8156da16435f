import type { TraceList } from "@sfn-websocket/local/console/api";
import { useEffect, useRef, useState } from "preact/hooks";
import { getJson } from "../call-api";

/** Milliseconds without typing after which the server looks, and from one look to the next while traces come. */
const PAUSE = 300;
const NONE: ReadonlySet<number> = new Set();

/** The traces that hold a text somewhere: the server knows more of each than the list does. It looks again when `newest` changes. */
export function useTextSearch(text: string, newest: number): ReadonlySet<number> {
  const [holding, setHolding] = useState(NONE);
  const lookSoon = useRef<() => void>(undefined);
  useEffect(() => {
    if (text === "") {
      setHolding(NONE);
      return undefined;
    }
    const search = startSearch(text, setHolding);
    lookSoon.current = search.lookSoon;
    return () => {
      search.stop();
      lookSoon.current = undefined;
    };
  }, [text]);
  useEffect(() => lookSoon.current?.(), [text, newest]);
  return holding;
}

/** Looks for a text when it is told to, one look at a time: traces that come without a pause do not put it off for ever. */
function startSearch(text: string, show: (holding: ReadonlySet<number>) => void) {
  const gone = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = 0;
  const lookSoon = () => {
    told += 1;
    timer ??= setTimeout(() => void look(), PAUSE);
  };
  const look = async () => {
    const before = told;
    // Without an answer the list goes on with what it knows; that the server does not answer is said elsewhere.
    const holding = await find(text, gone.signal).catch(() => NONE);
    if (gone.signal.aborted) return;
    show(holding);
    timer = undefined;
    if (told !== before) lookSoon();
  };
  const stop = () => {
    clearTimeout(timer);
    gone.abort();
  };
  return { lookSoon, stop };
}

async function find(text: string, signal: AbortSignal): Promise<ReadonlySet<number>> {
  const { traces } = await getJson<TraceList>(`traces?${new URLSearchParams({ text })}`, signal);
  return new Set(traces.map(({ id }) => id));
}
