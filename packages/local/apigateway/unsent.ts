import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../clock";
import { LIMITS } from "./wire";

/** What is sent to a client and not yet on its way: a client that does not read must not fill this machine's memory. */
export interface Unsent {
  /** True while so much waits that nothing should be added. */
  isFull(): boolean;
  /** Looks at what waits, after something was added. */
  limit(): void;
  /** Forgets the client, which has closed. */
  stop(): void;
}

export interface UnsentOptions {
  readonly socket: WebSocket;
  /** The bytes under the WebSocket. */
  readonly stream: Duplex;
  readonly clock: Clock;
  /** Ends the connection; `cause` is for the developer. */
  readonly end: (cause: string) => void;
}

/**
 * Watches what waits for a client: above a limit nothing more is read from it, and it is ended when it does not read in
 * time, or at once where far too much waits.
 */
export function watchUnsent({ socket, stream, clock, end }: UnsentOptions): Unsent {
  let cancel: (() => void) | undefined;
  const isFull = () => socket.bufferedAmount > LIMITS.unsent;
  const readOn = () => {
    cancel?.();
    cancel = undefined;
    socket.resume();
  };
  const expire = () => {
    if (isFull()) end(`the client has left ${socket.bufferedAmount} bytes unread for ${LIMITS.unread / 1000} s`);
    else readOn();
  };
  stream.on("drain", () => {
    if (cancel) readOn();
  });
  return {
    isFull,
    limit() {
      const unsent = socket.bufferedAmount;
      if (unsent <= LIMITS.unsent) return;
      if (unsent > LIMITS.unsentMost) return end(`the client has left ${unsent} bytes unread`);
      if (cancel) return;
      socket.pause();
      cancel = clock.after(LIMITS.unread, expire);
    },
    stop: () => cancel?.(),
  };
}
