import { LIMITS } from "../wire";

/** One for all: most frames come in one piece. */
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Watches the bytes that a client sends and says, before the WebSocket library has read the payload, when a frame
 * announces more than 32 KB or a message more than 128 KB. It reads frame headers only (RFC 6455, section 5.2).
 */
export class FrameLimits {
  /** Payload bytes of the current frame that are still to come. */
  private skip = 0;
  private header = NOTHING;
  private message = 0;
  /** Whether more frames of a message are to come. */
  private isInMessage = false;
  private ended = 0;

  /** How many messages have ended, before what exceeds a limit. */
  get messages(): number {
    return this.ended;
  }

  /** Whether a message begins with the next byte, if it is not a control frame. */
  get isBetweenMessages(): boolean {
    return this.skip === 0 && !this.isInMessage && this.header.length === 0;
  }

  /** Returns true when the chunk announces a frame or a message over the limits. */
  exceeds(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.skip > 0) {
        const step = Math.min(this.skip, chunk.length - at);
        this.skip -= step;
        at += step;
        continue;
      }
      const buffered = this.header.length;
      const bytes = buffered ? Buffer.concat([this.header, chunk.subarray(at)]) : at ? chunk.subarray(at) : chunk;
      const headerLength = frameHeaderLength(bytes);
      if (bytes.length < headerLength) {
        this.header = Buffer.from(bytes);
        return false;
      }
      if (this.open(bytes)) return true;
      this.header = NOTHING;
      at += headerLength - buffered;
    }
    return false;
  }

  /** Begins the frame whose header stands at the start of `bytes`; returns true when it is over a limit. */
  private open(bytes: Buffer): boolean {
    const length = payloadLength(bytes);
    this.skip = length;
    const [first = 0] = bytes;
    const isControl = (first & 0x08) !== 0;
    if (isControl) return false;
    this.message += length;
    const exceeds = length > LIMITS.frame || this.message > LIMITS.message;
    const isFinal = (first & 0x80) !== 0;
    this.isInMessage = !isFinal;
    if (!exceeds && isFinal) {
      this.message = 0;
      this.ended += 1;
    }
    return exceeds;
  }
}

/** The header's length in bytes, the mask included; 2 while the length byte has not come. */
function frameHeaderLength(bytes: Buffer): number {
  const second = bytes[1];
  if (second === undefined) return 2;
  const lengthBytes = (second & 0x7f) === 126 ? 2 : (second & 0x7f) === 127 ? 8 : 0;
  return 2 + lengthBytes + (second & 0x80 ? 4 : 0);
}

function payloadLength(bytes: Buffer): number {
  const short = bytes[1]! & 0x7f;
  if (short === 126) return bytes.readUInt16BE(2);
  return short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
}
