import { readWholeMessage } from "../../apigateway/sockets/whole-message";

const TEXT = 0x81;
const MASK = [0x12, 0x34, 0x56, 0x78] as const;

interface Sent {
  readonly first?: number;
  readonly isMasked?: boolean;
  /** Of the length, behind the second byte. @default as few as hold it, up to two */
  readonly lengthBytes?: 0 | 2 | 8;
}

/** A frame as a client sends it. */
function writeFrame(payload: Buffer, { first = TEXT, isMasked = true, lengthBytes }: Sent = {}): Buffer {
  const bytes = lengthBytes ?? (payload.length < 126 ? 0 : 2);
  const length = Buffer.alloc(bytes);
  if (bytes === 2) length.writeUInt16BE(payload.length);
  if (bytes === 8) length.writeBigUInt64BE(BigInt(payload.length));
  const short = { 0: payload.length, 2: 126, 8: 127 }[bytes];
  const mask = isMasked ? MASK : [];
  const body = payload.map((byte, index) => (isMasked ? byte ^ MASK[index & 3]! : byte));
  return Buffer.concat([Buffer.from([first, (isMasked ? 0x80 : 0) | short]), length, Buffer.from(mask), body]);
}

describe("a packet that is a whole message", () => {
  it.each([0, 1, 3, 125, 126, 1_000, 32 * 1024])("is read, with %d characters", (length) => {
    const text = "abcd".repeat(length / 4 + 1).slice(0, length);
    expect(readWholeMessage(writeFrame(Buffer.from(text)))).toBe(text);
  });

  it.each(["é", "€", "😀", "\u0000", "\ufeffa", '{"a": "ü"}'])("is read as UTF-8: %j", (text) => {
    expect(readWholeMessage(writeFrame(Buffer.from(text)))).toBe(text);
  });
});

const A = Buffer.from("a");

describe("a packet that the library has to read", () => {
  it.each<[string, Buffer]>([
    ["no bytes", Buffer.alloc(0)],
    ["one byte", Buffer.from([TEXT])],
    ["a header alone", Buffer.from([TEXT, 0x81])],
    ["a part of a longer header", Buffer.from([TEXT, 0x80 | 126, 0, 0, 1, 2])],
    ["a part of a frame", writeFrame(Buffer.from("abc")).subarray(0, 8)],
    ["more than a frame", Buffer.concat([writeFrame(A), Buffer.from([TEXT])])],
    ["a frame that is not masked", writeFrame(A, { isMasked: false })],
    ["a binary frame", writeFrame(A, { first: 0x82 })],
    ["a ping", writeFrame(A, { first: 0x89 })],
    ["a close", writeFrame(Buffer.from([3, 232]), { first: 0x88 })],
    ["the beginning of a message", writeFrame(A, { first: 0x01 })],
    ["the end of a message", writeFrame(A, { first: 0x80 })],
    ["reserved bits", writeFrame(A, { first: 0xc1 })],
    ["a length in eight bytes", writeFrame(A, { lengthBytes: 8 })],
    ["more than 32 KB", writeFrame(Buffer.alloc(32 * 1024 + 1, "a"))],
    ["bytes that are no UTF-8", writeFrame(Buffer.from([0x61, 0xff, 0x62]))],
    ["half a character", writeFrame(Buffer.from("€").subarray(0, 2))],
    ["the character that stands for such bytes", writeFrame(Buffer.from("a\ufffd"))],
  ])("holds %s, and is left as it was", (_, packet) => {
    const before = Buffer.from(packet);
    expect(readWholeMessage(packet)).toBeUndefined();
    expect(packet).toEqual(before);
  });
});
