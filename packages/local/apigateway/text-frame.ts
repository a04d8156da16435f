/** A first byte: the last frame of a message, which is text. */
const LAST_TEXT = 0x81;
/** Lengths that stand in the second byte itself, and those that stand in two bytes behind it. */
const SHORT = 125;
const MEDIUM = 0xffff;
/** What the second byte says of longer ones. */
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/**
 * Returns a text message as the one frame that a server sends, unmasked. Header and text in one buffer are one write: the
 * library makes two of them, which cost a tenth of all that a message does.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function frameText(text: string): Buffer {
  const length = Buffer.byteLength(text);
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
