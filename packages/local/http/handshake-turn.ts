import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** An upgrade request as Node hands it over. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
}

/**
 * Returns what has the handshakes of a turn of the event loop looked at when all of them are read, and answered when all
 * are looked at, as messages are: one after the other takes a tenth longer. One whose client has gone is left alone.
 */
export function createHandshakeTurn(open: (upgrade: Upgrade) => void): (upgrade: Upgrade) => void {
  let read: Upgrade[] = [];
  const settle = (): void => {
    const upgrades = read.filter(({ stream }) => !stream.destroyed);
    read = [];
    for (const upgrade of upgrades) {
      upgrade.stream.cork();
      open(upgrade);
    }
    for (const { stream } of upgrades) stream.uncork();
  };
  return (upgrade) => {
    if (read.push(upgrade) === 1) setImmediate(settle);
  };
}
