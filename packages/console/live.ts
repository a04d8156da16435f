import { signal } from "@preact/signals";
import type { ConsoleEvents } from "@sfn-websocket/local/console/api";

/** Whether the server tells what happens; false while the connection to it is lost. */
export const isLive = signal(false);

type Name = keyof ConsoleEvents;
type Listener<N extends Name> = (data: ConsoleEvents[N]) => void;

const listeners: { [N in Name]: Set<Listener<N>> } = { trace: new Set(), served: new Set(), connections: new Set() };
const reconnects = new Set<() => void>();
let source: EventSource | undefined;

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

function connect(): void {
  if (source) return;
  let wasOpen = false;
  source = new EventSource("api/events");
  source.onopen = () => {
    isLive.value = true;
    if (wasOpen) reconnects.forEach((tell) => tell());
    wasOpen = true;
  };
  // The browser tries again by itself.
  source.onerror = () => (isLive.value = false);
  const forward = <N extends Name>(name: N) =>
    source?.addEventListener(name, ({ data }: MessageEvent<string>) => {
      const set: Set<Listener<N>> = listeners[name];
      const told = JSON.parse(data) as ConsoleEvents[N];
      set.forEach((tell) => tell(told));
    });
  forward("trace");
  forward("served");
  forward("connections");
}
