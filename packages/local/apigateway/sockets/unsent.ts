import type { WebSocket } from "ws";
import type { Clock } from "../../clock";
import { LIMITS } from "../wire";

/** Whose client is watched. */
export interface UnsentOwner {
  readonly socket: WebSocket;
  readonly clock: Clock;
  /** Ends the connection; `cause` is for the developer. */
  readonly end: (cause: string) => void;
}

/**
 * Watches what is sent to a client and not yet on its way, which must not fill this machine's memory: above a limit
 * nothing more is read from the client, and it is ended when it does not read in time, or at once where far too much
 * waits.
 */
export class Unsent {
  private cancel: (() => void) | undefined;

  constructor(private readonly owner: UnsentOwner) {}

  /** True while so much waits that nothing should be added. */
  get isFull(): boolean {
    return this.owner.socket.bufferedAmount > LIMITS.unsent;
  }

  /** Looks at what waits, after something was added. */
  limit(): void {
    const { socket, clock } = this.owner;
    const unsent = socket.bufferedAmount;
    if (unsent <= LIMITS.unsent) return;
    if (unsent > LIMITS.unsentMost) return this.owner.end(`the client has left ${unsent} bytes unread`);
    if (this.cancel) return;
    socket.pause();
    this.cancel = clock.after(LIMITS.unread, () => this.expire());
  }

  /** Reads on: all has gone to the client. */
  drain(): void {
    if (this.cancel) this.readOn();
  }

  /** Forgets the client, which has closed. */
  stop(): void {
    this.cancel?.();
  }

  private expire(): void {
    const { socket } = this.owner;
    if (!this.isFull) return this.readOn();
    this.owner.end(`the client has left ${socket.bufferedAmount} bytes unread for ${LIMITS.unread / 1000} s`);
  }

  private readOn(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.owner.socket.resume();
  }
}
