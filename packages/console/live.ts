import { signal } from "@preact/signals";
import type { ConsoleEvents } from "@sfn-websocket/local/console/api";

/** Whether the server tells what happens; false while the connection to it is lost. */
export const isLive = signal(false);

type Name = keyof ConsoleEvents;
type Listener<N extends Name> = (data: ConsoleEvents[N]) => void;

const listeners: { [N in Name]: Set<Listener<N>> } = { trace: new Set(), served: new Set(), connections: new Set() };
const reconnects = new Set<() => void>();
let source: EventSource | undefined;
/** Milliseconds until one tries again after an answer that is no stream. */
const PAUSE = 2_000;

/** Calls back at each event of that name, until the function that it returns is called. */
export function listen<N extends Name>(name: N, listener: Listener<N>): () => void {
  connect();
  const set: Set<Listener<N>> = listeners[name];
  set.add(listener);
  return () => void set.delete(listener);
}

/** Calls back when the connection is there again: what happened meanwhile was not told. */
export function listenReconnect(listener: () => void): () => void {
  reconnects.add(listener);
  return () => void reconnects.delete(listener);
}

/** Whether something may have happened that was not told. */
let missesSome = false;

/**
 * A page that nobody sees lets go: a browser holds six connections to a server, whatever the number of its tabs, and a
 * seventh request would wait for one of them without a word.
 */
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return connect();
  source?.close();
  source = undefined;
});

function connect(): void {
  if (source) return;
  if (document.hidden) return void (missesSome = true);
  const opened = new EventSource("api/events");
  source = opened;
  opened.onopen = () => {
    isLive.value = true;
    if (missesSome) reconnects.forEach((tell) => tell());
    missesSome = true;
  };
  opened.onerror = () => {
    isLive.value = false;
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => again(opened), PAUSE);
  };
  const forward = <N extends Name>(name: N) =>
    opened.addEventListener(name, ({ data }: MessageEvent<string>) => {
      const set: Set<Listener<N>> = listeners[name];
      const told = JSON.parse(data) as ConsoleEvents[N];
      set.forEach((tell) => tell(told));
    });
  forward("trace");
  forward("served");
  forward("connections");
}

/** A browser tries again by itself after a connection that was lost, but not after an answer such as 429. */
function again(refused: EventSource): void {
  if (source !== refused) return;
  source = undefined;
  connect();
}
