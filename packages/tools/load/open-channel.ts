import type { ClientRequest, IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { Headers } from "../smoke/read-headers";
import { sendMessage } from "../smoke/send-message";

/** Is told what becomes of a connection: `opened` or `refused`, and `closed` only after `opened`. */
export interface ChannelEvents {
  readonly opened: () => void;
  readonly refused: (why: string) => void;
  readonly received: (text: string) => void;
  readonly closed: (why: string) => void;
}

/** A connection on its way, open or closed. */
export interface Channel {
  readonly isOpen: () => boolean;
  readonly send: (text: string) => void;
  readonly close: () => void;
}

export interface ChannelOptions {
  readonly url: string;
  readonly protocols: readonly string[];
  /** The headers of this handshake: a signature is valid for some minutes only. */
  readonly headers: () => Headers | Promise<Headers>;
  /** Milliseconds to wait for the connection. */
  readonly connectTimeout: number;
}

/** Milliseconds that a server has to answer the close. */
const CLOSING = 1_000;

/** Opens a WebSocket; what goes wrong is told in a few words, the same for the same cause. */
export function openChannel(options: ChannelOptions, events: ChannelEvents): Channel {
  let socket: WebSocket | undefined;
  let isOver = false;
  const refuse = (why: string) => {
    if (isOver) return;
    isOver = true;
    events.refused(why);
  };
  void Promise.resolve(options.headers()).then(
    (headers) => {
      if (!isOver) socket = open(options, headers, { ...events, refused: refuse });
    },
    (error: unknown) => refuse(error instanceof Error ? error.message : String(error)),
  );
  return {
    isOpen: () => socket?.readyState === WebSocket.OPEN,
    send: (text) => socket && sendMessage(socket, text),
    close() {
      isOver = true;
      if (socket) close(socket);
    },
  };
}

function open({ url, protocols, connectTimeout }: ChannelOptions, headers: Headers, events: ChannelEvents): WebSocket {
  const socket = new WebSocket(url, [...protocols], {
    headers,
    perMessageDeflate: false,
    handshakeTimeout: Math.ceil(connectTimeout),
  });
  let isOpen = false;
  let failure: NodeJS.ErrnoException | undefined;
  socket.on("open", () => {
    isOpen = true;
    events.opened();
  });
  socket.on("message", (data) => events.received(String(data)));
  socket.on("unexpected-response", (request: ClientRequest, { statusCode = 0 }: IncomingMessage) => {
    events.refused(`HTTP ${statusCode}`);
    request.destroy();
  });
  // After an error the library closes the socket too.
  socket.on("error", (error) => (failure ??= error));
  socket.on("close", (code) => {
    if (isOpen) events.closed(`${code}`);
    else events.refused(describeFailure(failure));
  });
  return socket;
}

/** Where a name has several addresses, Node's error has no message of its own. */
function describeFailure(failure: NodeJS.ErrnoException | undefined): string {
  if (failure?.message === "Opening handshake has timed out") return "no answer to the handshake in time";
  if (failure?.code === "EMFILE") return "EMFILE: no more files may be open here; raise 'ulimit -n'";
  const [first] = failure instanceof AggregateError ? (failure.errors as NodeJS.ErrnoException[]) : [failure];
  return first?.code ?? first?.message ?? "the connection broke";
}

function close(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CONNECTING) return socket.terminate();
  if (socket.readyState !== WebSocket.OPEN) return;
  const timer = setTimeout(() => socket.terminate(), CLOSING);
  socket.once("close", () => clearTimeout(timer));
  socket.close(1000);
}
