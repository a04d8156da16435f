import type { Connection } from "../route-event";

/** An open socket. */
export interface OpenConnection {
  readonly connection: Connection;
  /** epoch, milliseconds: the last frame from or to the client */
  readonly lastActiveAt: number;
  /** Sends one text message; returns false where the socket is closing. */
  readonly send: (text: string) => boolean;
  /** True while the client has so much to read that nothing should be sent to it. */
  readonly isFull: () => boolean;
  /** Closes the socket, which nobody can reach from then on. */
  readonly close: (code: number, reason: string) => void;
}

/** The open sockets by connection id; a socket enters when its `$connect` has succeeded, and leaves when it closes. */
export type Connections = Map<string, OpenConnection>;
