import type { ConsoleEvents } from "@sfn-websocket/local/console/api";

export type EventName = keyof ConsoleEvents;

/** Is told what the server tells, whichever page reads it. */
export interface Follower {
  /** Another name for each stream that the server has opened; undefined while there is none. */
  readonly onStream: (stream: string | undefined) => void;
  readonly onEvent: <N extends EventName>(name: N, data: ConsoleEvents[N]) => void;
}

/** What pages tell each other: that one begins to follow, which stream there is, and what came by it. */
type Message =
  | { readonly kind: "begins" }
  | { readonly kind: "stream"; readonly stream: string | undefined }
  | { readonly kind: "event"; readonly name: EventName; readonly data: ConsoleEvents[EventName] };

/** Of the lock, which is the reading page's, and of the channel. */
const NAME = "console-events";
/** Milliseconds until one tries again after an answer that is no stream. */
const PAUSE = 2_000;

/**
 * Follows what the server tells, until the function that it returns is called. All pages of a browser share one stream,
 * which one of them reads: a browser holds six connections to a server, and a seventh request would wait without a word.
 * When the page that reads goes, another one opens a stream of its own. Where the browser has no locks, as for a server
 * on another machine without TLS, each page reads for itself.
 */
export function followEvents(follower: Follower): () => void {
  if (!("locks" in navigator)) return openStream(follower);
  const channel = new BroadcastChannel(NAME);
  const stop = new AbortController();
  const tell = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Message>) => take(data, follower);
  tell({ kind: "begins" });
  const read = () => {
    const close = readForAll(channel, follower);
    return new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve(close())));
  };
  const given = navigator.locks.request(NAME, { signal: stop.signal }, read);
  // It was not this page's turn before it was left.
  given.catch(() => undefined);
  return () => {
    stop.abort();
    channel.close();
  };
}

function take(message: Message, { onStream, onEvent }: Follower): void {
  if (message.kind === "stream") onStream(message.stream);
  if (message.kind === "event") onEvent(message.name, message.data);
}

/** Reads a stream and passes on what it tells; the channel's pages learn when they begin whether there is one. */
function readForAll(channel: BroadcastChannel, follower: Follower): () => void {
  let stream: string | undefined;
  const tell = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Message>) => data.kind === "begins" && tell({ kind: "stream", stream });
  return openStream({
    onStream(opened) {
      stream = opened;
      follower.onStream(opened);
      tell({ kind: "stream", stream });
    },
    onEvent(name, data) {
      follower.onEvent(name, data);
      tell({ kind: "event", name, data });
    },
  });
}

/** A stream of this page's own, opened again when it is lost, until the function that it returns is called. */
function openStream(follower: Follower): () => void {
  const source = new EventSource("api/events");
  let again: (() => void) | undefined;
  source.onopen = () => follower.onStream(String(Math.random()));
  source.onerror = () => {
    follower.onStream(undefined);
    // A browser tries again by itself after a connection that was lost, but not after an answer such as 429.
    if (source.readyState !== EventSource.CLOSED) return;
    const timer = setTimeout(() => (again = openStream(follower)), PAUSE);
    again = () => clearTimeout(timer);
  };
  const forward = <N extends EventName>(name: N) =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) =>
      follower.onEvent(name, JSON.parse(data) as ConsoleEvents[N]),
    );
  forward("trace");
  forward("served");
  forward("connections");
  return () => {
    source.close();
    again?.();
  };
}
