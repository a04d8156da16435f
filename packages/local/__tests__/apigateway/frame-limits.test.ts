import { FrameLimits } from "../../apigateway/sockets/frame-limits";

interface Frame {
  readonly length: number;
  readonly opcode?: number;
  readonly isFinal?: boolean;
}

const TEXT = 1;
const CONTINUATION = 0;
const PING = 9;

/** A client's frame: masked, its payload zeros. */
function frame({ length, opcode = TEXT, isFinal = true }: Frame): Buffer {
  const first = (isFinal ? 0x80 : 0) | opcode;
  const lengthBytes = Buffer.alloc(length < 126 ? 0 : length < 65_536 ? 2 : 8);
  if (lengthBytes.length === 2) lengthBytes.writeUInt16BE(length);
  if (lengthBytes.length === 8) lengthBytes.writeBigUInt64BE(BigInt(length));
  const short = length < 126 ? length : length < 65_536 ? 126 : 127;
  return Buffer.concat([Buffer.from([first, 0x80 | short]), lengthBytes, Buffer.alloc(4 + length)]);
}

const KB = 1024;
const parts = (lengths: readonly number[]): Frame[] =>
  lengths.map((length, index) => ({
    length,
    opcode: index === 0 ? TEXT : CONTINUATION,
    isFinal: index === lengths.length - 1,
  }));

const CASES: readonly { name: string; frames: readonly Frame[]; exceeds: boolean }[] = [
  { name: "a frame of 32 KB", frames: [{ length: 32 * KB }], exceeds: false },
  { name: "a frame of one byte more", frames: [{ length: 32 * KB + 1 }], exceeds: true },
  { name: "33 KB in two frames", frames: parts([32 * KB, KB]), exceeds: false },
  { name: "128 KB in four frames", frames: parts(Array<number>(4).fill(32 * KB)), exceeds: false },
  { name: "128 KB and a byte in five frames", frames: parts([...Array<number>(4).fill(32 * KB), 1]), exceeds: true },
  { name: "a gigabyte announced", frames: [{ length: 65_536 }], exceeds: true },
  {
    name: "two messages of 128 KB with a ping inside the first",
    frames: [
      ...parts([32 * KB, 32 * KB, 32 * KB, 32 * KB]).toSpliced(2, 0, { length: 125, opcode: PING }),
      ...parts([32 * KB, 32 * KB, 32 * KB, 32 * KB]),
    ],
    exceeds: false,
  },
  { name: "empty frames", frames: [{ length: 0 }, { length: 0 }], exceeds: false },
];

describe("the limits of frames and messages", () => {
  for (const chunkLength of [1, 7, 4096, Infinity])
    it.each(CASES)(`tell whether $name exceeds them, read ${chunkLength} bytes at a time`, ({ frames, exceeds }) => {
      const bytes = Buffer.concat(frames.map(frame));
      const limits = new FrameLimits();
      let isExceeded = false;
      for (let at = 0; at < bytes.length && !isExceeded; at += chunkLength)
        isExceeded = limits.exceeds(bytes.subarray(at, Math.min(at + chunkLength, bytes.length)));
      expect(isExceeded).toBe(exceeds);
    });
});

it.each<[string, readonly Frame[], boolean]>([
  ["nothing", [], true],
  ["a message", [{ length: 3 }], true],
  ["the first of two frames", [{ length: 3, isFinal: false }], false],
  [
    "a ping within a message",
    [
      { length: 3, isFinal: false },
      { length: 1, opcode: PING },
    ],
    false,
  ],
  ["a message in two frames", parts([3, 3]), true],
])("knows whether a message begins after %s", (_, frames, begins) => {
  const limits = new FrameLimits();
  const bytes = Buffer.concat(frames.map(frame));
  limits.exceeds(bytes);
  expect(limits.isBetweenMessages).toBe(begins);
  const next = frame({ length: 300 });
  for (const length of [1, next.length - 2]) {
    limits.exceeds(next.subarray(0, length));
    expect(limits.isBetweenMessages).toBe(false);
  }
});
