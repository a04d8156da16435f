import { Duplex } from "node:stream";

/** One end of a pair: what is written to it is read from the other. */
class StreamEnd extends Duplex {
  other: StreamEnd | undefined;
  private proceed: (() => void) | undefined;

  override _read(): void {
    const { proceed } = this;
    this.proceed = undefined;
    proceed?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const { other } = this;
    if (!other || other.destroyed || other.push(chunk)) return done();
    other.proceed = done;
  }

  override _final(done: () => void): void {
    this.other?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { other } = this;
    this.other = undefined;
    if (other && !other.destroyed) other.push(null);
    done(error);
  }
}

/** Returns the two ends of a connection that no other process can reach, as a port on loopback could be. */
export function createStreamPair(): readonly [Duplex, Duplex] {
  const near = new StreamEnd();
  const far = new StreamEnd();
  near.other = far;
  far.other = near;
  return [near, far];
}
