import type { Writable } from "node:stream";

/** A first byte: the last frame of a message, which is text. */
const LAST_TEXT = 0x81;
/** Lengths that stand in the second byte itself, and those that stand in two bytes behind it. */
const SHORT = 125;
const MEDIUM = 0xffff;
/** What the second byte says of longer ones. */
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/** Bytes of a string that Node.js writes from its stack; a longer one it copies first. */
const ON_STACK = 16_384;

/**
 * Writes a text message as the one frame that a server sends, unmasked. Header and text in one piece are one write: the
 * library makes two of them, which cost a tenth of all that a message does. A text of ASCII, of which a character is a
 * byte, needs no buffer.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function writeText(stream: Writable, text: string): void {
  const length = Buffer.byteLength(text);
  if (length === text.length && length < ON_STACK && length > SHORT)
    stream.write(String.fromCharCode(LAST_TEXT, IN_TWO_BYTES, length >> 8, length & 0xff) + text, "latin1");
  else stream.write(frameText(text, length));
}

function frameText(text: string, length: number): Buffer {
  const start = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = LAST_TEXT;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = IN_TWO_BYTES;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = IN_EIGHT_BYTES;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}
