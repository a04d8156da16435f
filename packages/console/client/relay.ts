import type {
  RelayEvent,
  SocketAction,
  SocketAnswer,
  SocketEvent,
  SocketRequest,
} from "@sfn-websocket/local/console/client-api";
import { postJson, postStream } from "../call-api";
import { takePlace } from "./take-place";

/** Is told what happens on a socket; the last is `refused` or `close`. */
type Listener = (event: SocketEvent) => void;

/** A stream on which the server tells of this page's sockets; while it is open they are. */
interface Relay {
  readonly name: string;
  readonly close: () => void;
}

let opened: Promise<Relay> | undefined;
/** Sockets that are asked for. */
let asked = 0;
const listeners = new Map<string, Listener>();
/** What was told of a socket before the page knew its id. */
const early = new Map<string, SocketEvent[]>();

/**
 * Opens a WebSocket, on this page's behalf by the server itself: a page can send no headers, no ping, and is not told why a
 * handshake is refused.
 *
 * @throws Error with the server's words
 */
export async function openSocket(request: Omit<SocketRequest, "relay">, listener: Listener): Promise<string> {
  asked += 1;
  try {
    const { name } = await (opened ??= openRelay());
    const { socket } = await postJson<SocketAnswer>("sockets", { ...request, relay: name });
    listeners.set(socket, listener);
    early.get(socket)?.forEach(tell);
    early.delete(socket);
    return socket;
  } finally {
    asked -= 1;
    leaveUnused();
  }
}

/** Lets a socket do something. @throws Error with the server's words */
export const act = (socket: string, action: SocketAction): Promise<unknown> =>
  postJson(`socket/${encodeURIComponent(socket)}`, action);

/** Closes the stream that no socket needs any more: it is one of few connections. */
function leaveUnused(): void {
  if (asked > 0 || listeners.size > 0) return;
  void opened?.then(({ close }) => close()).catch(() => undefined);
  opened = undefined;
}

async function openRelay(): Promise<Relay> {
  const leave = await takePlace();
  try {
    // Firefox keeps the connection of a stream whose reader is cancelled.
    const left = new AbortController();
    const close = () => left.abort();
    const stream = await postStream("relay", {}, left.signal);
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    return await new Promise((resolve, reject) => {
      const begin = (name: string) => resolve({ name, close });
      void readStream(reader, begin).then(() => {
        leave();
        reject(new Error("the server has stopped before it opened a socket; connect again"));
        if (!left.signal.aborted) loseSockets();
      });
    });
  } catch (error) {
    leave();
    throw error;
  }
}

async function readStream(reader: ReadableStreamDefaultReader<string>, begin: (relay: string) => void): Promise<void> {
  let rest = "";
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + read.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(JSON.parse(line) as RelayEvent, begin);
    }
  } catch {
    // The server has gone, or the page has left.
  }
}

/** Tells each socket that it has gone with the server. */
function loseSockets(): void {
  opened = undefined;
  for (const socket of listeners.keys())
    tell({ socket, at: Date.now(), kind: "close", code: 1006, reason: "the server has stopped" });
}

function take(event: RelayEvent, begin: (relay: string) => void): void {
  if (event.kind === "relay") begin(event.relay);
  else if (listeners.has(event.socket)) tell(event);
  else early.set(event.socket, [...(early.get(event.socket) ?? []), event]);
}

/** Nothing is told of a socket after its last event. */
function tell(event: SocketEvent): void {
  listeners.get(event.socket)?.(event);
  if (event.kind !== "close" && event.kind !== "refused") return;
  listeners.delete(event.socket);
  leaveUnused();
}
