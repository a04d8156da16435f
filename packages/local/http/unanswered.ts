import type { Duplex } from "node:stream";

/** Connections whose handshakes are on their way. */
export class Unanswered {
  private readonly streams = new Set<Duplex>();
  /** One for all: an open socket should keep nothing of its handshake. */
  private readonly closed: (this: Duplex) => void;

  constructor() {
    const { streams } = this;
    this.closed = function () {
      streams.delete(this);
    };
  }

  watch(stream: Duplex): void {
    this.streams.add(stream.on("close", this.closed));
  }

  forget(stream: Duplex): void {
    this.streams.delete(stream.off("close", this.closed));
  }

  end(): void {
    for (const stream of this.streams) stream.destroy();
  }
}
