import { signal } from "@preact/signals";
import type { ConsoleEvents } from "@sfn-websocket/local/console/api";
import { type EventName, followEvents } from "./shared-events";

/** Whether the server tells what happens; false while the connection to it is lost. */
export const isLive = signal(false);

type Listener<N extends EventName> = (data: ConsoleEvents[N]) => void;

const listeners: { [N in EventName]: Set<Listener<N>> } = {
  trace: new Set(),
  served: new Set(),
  connections: new Set(),
};
const reconnects = new Set<() => void>();

/** Calls back at each event of that name, until the function that it returns is called. */
export function listen<N extends EventName>(name: N, listener: Listener<N>): () => void {
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
/** The stream of which the last was heard. */
let followed: string | undefined;
let leave: (() => void) | undefined;

/** A page that nobody sees lets go: the connection to the server is one of few, and what is told costs time. */
document.addEventListener("visibilitychange", () => (document.hidden ? letGo() : connect()));
// Firefox takes a stream that is open when the page is left for an error. A page that comes back is heard again.
addEventListener("pagehide", letGo);
addEventListener("pageshow", ({ persisted }) => persisted && connect());

function letGo(): void {
  leave?.();
  leave = undefined;
  followed = undefined;
}

function connect(): void {
  if (leave) return;
  if (document.hidden) return void (missesSome = true);
  leave = followEvents({ onStream, onEvent });
}

function onStream(stream: string | undefined): void {
  isLive.value = stream !== undefined;
  if (stream === undefined || stream === followed) return;
  followed = stream;
  if (missesSome) reconnects.forEach((tell) => tell());
  missesSome = true;
}

function onEvent<N extends EventName>(name: N, data: ConsoleEvents[N]): void {
  const set: Set<Listener<N>> = listeners[name];
  set.forEach((tell) => tell(data));
}
