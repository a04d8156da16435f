import type { RenderedTemplate, RouteSelection, Verdict } from "../trace/trace";

/** `POST preview`: what a message would select and render; nothing is called. */
export interface PreviewRequest {
  readonly apiId: string;
  readonly stage: string;
  readonly message: string;
  /** Whose `$context` the template reads. @default that of a client on this machine */
  readonly connectionId?: string;
}
export interface Preview {
  readonly selection: RouteSelection;
  /** Of the route's models; no throttle is asked. */
  readonly verdicts: readonly Verdict[];
  readonly request?: RenderedTemplate;
  /** Whether the client gets an answer, which needs a route response. @default no route takes it */
  readonly isTwoWay?: boolean;
  /** Why it would be refused before its integration is called. */
  readonly refused?: string;
}

/**
 * `POST relay` (of `{}`): a stream of lines of JSON, each a `RelayEvent`, by which a page hears of all sockets that the server
 * opens on its behalf. They are closed when the stream ends.
 */
export type RelayEvent = { readonly kind: "relay"; readonly relay: string } | SocketEvent;

/** Times are milliseconds since 1970. */
export interface SocketEvent {
  readonly socket: string;
  readonly at: number;
  /** `refused`: the handshake's answer is no upgrade. */
  readonly kind: "open" | "refused" | "frame" | "ping" | "pong" | "close";
  /** Of `open`: the subprotocol that was chosen; and the connection's id, where the User-Agent is the relay's own. */
  readonly protocol?: string;
  readonly connectionId?: string;
  /** Of a frame and of a refusal's body; base64 of a binary frame. */
  readonly text?: string;
  readonly isBinary?: true;
  /** Of `refused`: HTTP's status. */
  readonly status?: number;
  /** Of `close`. */
  readonly code?: number;
  readonly reason?: string;
}

/**
 * `POST sockets` *acts*: opens a WebSocket to this server on the page's behalf, with headers, which no page can send itself.
 */
export interface SocketRequest {
  /** Of the stream. */
  readonly relay: string;
  /** Its host becomes the Host header, such as a custom domain's name; what is called is this server in any case. */
  readonly address: string;
  /** Pairs of a name and a value. @default none */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** @default none */
  readonly protocols?: readonly string[];
}
export interface SocketAnswer {
  readonly socket: string;
}

/** `POST socket/ID` *acts*: what a socket is to do. Its answer is `{}`. */
export interface SocketAction {
  readonly do: "send" | "ping" | "close";
  /** Of `send`. @default none */
  readonly text?: string;
  /** Of `send`: bytes in which it is cut into frames. @default one frame, as a page sends it */
  readonly frameSize?: number;
  /** Of `close`. @default 1000, no reason */
  readonly code?: number;
  readonly reason?: string;
}
