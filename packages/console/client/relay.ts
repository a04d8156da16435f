import type {
  RelayEvent,
  SocketAction,
  SocketAnswer,
  SocketEvent,
  SocketRequest,
} from "@sfn-websocket/local/console/api";
import { postJson } from "../call-api";

/** Is told what happens on a socket; the last is `refused` or `close`. */
type Listener = (event: SocketEvent) => void;

/** The stream on which the server tells of this page's sockets; while it is open they are. */
let opened: Promise<string> | undefined;
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
  const relay = await (opened ??= openStream());
  const { socket } = await postJson<SocketAnswer>("sockets", { ...request, relay });
  listeners.set(socket, listener);
  early.get(socket)?.forEach(listener);
  early.delete(socket);
  return socket;
}

/** Lets a socket do something. @throws Error with the server's words */
export const act = (socket: string, action: SocketAction): Promise<unknown> =>
  postJson(`socket/${encodeURIComponent(socket)}`, action);

async function openStream(): Promise<string> {
  try {
    const response = await fetch("api/relay", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    if (!response.ok || !response.body) throw new Error(`the server opens no sockets, got ${response.status}`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    return await new Promise((resolve) => void readStream(reader, resolve));
  } catch (error) {
    opened = undefined;
    throw error instanceof TypeError ? new Error("the server does not answer; is it still running?") : error;
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
    // The server has gone, and with it every socket, as is told below.
  }
  opened = undefined;
  for (const [socket, tell] of listeners)
    tell({ socket, at: Date.now(), kind: "close", code: 1006, reason: "the server has stopped" });
  listeners.clear();
}

function take(event: RelayEvent, begin: (relay: string) => void): void {
  if (event.kind === "relay") return begin(event.relay);
  const listener = listeners.get(event.socket);
  if (listener) listener(event);
  else early.set(event.socket, [...(early.get(event.socket) ?? []), event]);
  if (event.kind === "close" || event.kind === "refused") listeners.delete(event.socket);
}
