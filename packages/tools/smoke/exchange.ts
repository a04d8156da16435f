import type { ClientRequest, IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { Headers } from "./read-headers";
import { sendMessage } from "./send-message";

/** Time, so that a test can decide how it passes. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls `callback` once, `milliseconds` from now, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Latencies are measured by a clock that nobody sets. */
export const CLOCK: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export interface ExchangeOptions {
  readonly url: string;
  readonly headers: Headers;
  readonly protocols: readonly string[];
  readonly message: string;
  /** How many answers to wait for. */
  readonly messages: number;
  /** Milliseconds to wait for the connection. */
  readonly connectTimeout: number;
  /** Milliseconds to wait for each answer. */
  readonly timeout: number;
  /** Whether no answer is worth waiting for after this one. */
  readonly isFinal: (text: string) => boolean;
  readonly clock: Clock;
}

/** A text that the server sent after the message. */
export interface Received {
  readonly text: string;
  /** Milliseconds since the message was sent. */
  readonly latency: number;
}

/** Why the exchange is over. */
export type Ending =
  | { readonly kind: "answered" }
  /** No connection: `code` is Node's. */
  | { readonly kind: "unreachable"; readonly code: string; readonly message: string }
  /** An HTTP answer instead of the connection. */
  | { readonly kind: "refused"; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly kind: "unconnected" }
  | { readonly kind: "unanswered" }
  | { readonly kind: "closed"; readonly code: number; readonly reason: string };

export interface Exchange {
  /** Milliseconds that the handshake took, where it succeeded. */
  readonly connectLatency?: number;
  readonly received: readonly Received[];
  readonly ending: Ending;
}

/** Bytes of a refusal's body that are kept. */
const LARGEST_BODY = 64 * 1024;
/** Milliseconds that a server has to answer the close. */
const CLOSING = 1_000;

/** Connects, sends the message, collects the answers, and closes the connection; never rejects. */
export async function exchange(options: ExchangeOptions): Promise<Exchange> {
  const { url, protocols, headers, clock } = options;
  const socket = new WebSocket(url, [...protocols], { headers, perMessageDeflate: false });
  const result = await converse(socket, options);
  await close(socket, clock);
  return result;
}

function converse(socket: WebSocket, options: ExchangeOptions): Promise<Exchange> {
  const { clock, connectTimeout } = options;
  const started = clock.now();
  const received: Received[] = [];
  let connectLatency: number | undefined;
  let failure: NodeJS.ErrnoException | undefined;
  return new Promise((resolve) => {
    let cancel = clock.after(connectTimeout, () => finish({ kind: "unconnected" }));
    const finish = (ending: Ending) => {
      cancel();
      socket.removeAllListeners("message");
      resolve({ connectLatency, received, ending });
    };
    const awaitAnswer = () => {
      cancel();
      cancel = clock.after(options.timeout, () => finish({ kind: "unanswered" }));
    };
    socket.on("unexpected-response", (_: ClientRequest, response) => void readRefusal(response).then(finish));
    // After an error the library closes the socket too.
    socket.on("error", (error) => (failure ??= error));
    socket.on("close", (code, reason) => finish(describeClose({ connectLatency, failure, code, reason: `${reason}` })));
    socket.once("open", () => {
      connectLatency = clock.now() - started;
      const sent = clock.now();
      socket.on("message", (data) => {
        const text = String(data);
        received.push({ text, latency: clock.now() - sent });
        if (received.length >= options.messages || options.isFinal(text)) finish({ kind: "answered" });
        else awaitAnswer();
      });
      sendMessage(socket, options.message);
      awaitAnswer();
    });
  });
}

async function readRefusal(response: IncomingMessage): Promise<Ending> {
  let body = "";
  try {
    for await (const chunk of response) {
      body += chunk;
      if (body.length > LARGEST_BODY) break;
    }
  } catch {
    // A body that breaks off is shown as far as it came.
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return { kind: "refused", status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body };
}

interface Close {
  readonly connectLatency?: number;
  readonly failure?: NodeJS.ErrnoException;
  readonly code: number;
  readonly reason: string;
}

function describeClose({ connectLatency, failure, code, reason }: Close): Ending {
  if (connectLatency !== undefined) return { kind: "closed", code, reason: reason || (failure?.message ?? "") };
  // Where a name has several addresses, Node's error has no message of its own.
  const [first] = failure instanceof AggregateError ? (failure.errors as Error[]) : [];
  const message = failure?.message || first?.message || "the connection broke";
  return { kind: "unreachable", code: failure?.code ?? "", message: message.replace(/\s+/g, " ").trim() };
}

/** Resolves when the socket is closed, by force where the server does not answer the close. */
function close(socket: WebSocket, clock: Clock): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.after(CLOSING, () => socket.terminate());
    socket.once("close", () => {
      cancel();
      resolve();
    });
    if (socket.readyState === WebSocket.OPEN) socket.close(1000);
    else socket.terminate();
  });
}
