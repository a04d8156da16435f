/** Bytes as a case writes them: a text, bytes in hexadecimal digits, or a text several times. */
export type Payload = string | { readonly hex: string } | { readonly repeat: string; readonly times: number };

/** How a frame is written, beside what it carries. */
interface Form {
  /** @default true */
  readonly fin?: boolean;
  /** The three reserved bits, 0 to 7. @default 0 */
  readonly rsv?: number;
  /** The masking key in hexadecimal digits; null for a frame without one. @default 00000000 */
  readonly mask?: string | null;
  /** Bytes in which the length is written. @default the fewest */
  readonly lengthBytes?: 1 | 2 | 8;
  /** Bytes that are written at a time. @default all */
  readonly pieces?: number;
}

/** What a case sends or expects: a frame, or several. */
export type Frame =
  | (Form & { readonly text: Payload })
  | (Form & { readonly binary: Payload })
  | (Form & { readonly continuation: Payload })
  | (Form & { readonly ping: Payload })
  | (Form & { readonly pong: Payload })
  /** Null for a close without a code. */
  | (Form & { readonly close: number | null; readonly reason?: Payload })
  | (Form & { readonly op: number; readonly payload: Payload });

/** Frames, `{n}` in their texts replaced by 0, 1, 2 and so on. */
interface Again {
  readonly again: Frame;
  readonly times: number;
}

/** What a case writes at a time. */
export type Step =
  | Frame
  | Again
  /** Bytes as they are, in hexadecimal digits. */
  | { readonly raw: string }
  /** Frames in one segment. */
  | { readonly together: readonly (Frame | Again)[] };

export type Expected = readonly (Frame | Again)[];

/** One case of the list. */
export interface Case {
  readonly id: string;
  readonly what: string;
  readonly send: readonly Step[];
  /** What RFC 6455 has a server do that gives messages back. @default it leaves that open */
  readonly expect?: Expected;
  /** What API Gateway does instead, and why. */
  readonly gateway?: Expected;
  readonly differs?: string;
  /** Whether what is expected may come in any order. @default false */
  readonly anyOrder?: boolean;
  /** Whether it is sent with the handshake. @default false */
  readonly early?: boolean;
  /** The section of RFC 6455 that decides. */
  readonly rfc?: string;
  /** How it is known what API Gateway does. @default as RFC 6455 says, which is assumed */
  readonly evidence?: string;
}

export function readPayload(payload: Payload): Buffer {
  if (typeof payload === "string") return Buffer.from(payload);
  return "hex" in payload ? Buffer.from(payload.hex, "hex") : Buffer.from(payload.repeat.repeat(payload.times));
}

const KINDS = { continuation: 0, text: 1, binary: 2, ping: 9, pong: 10 } as const;

/** A frame's kind and its payload. */
export function readFrame(frame: Frame): { readonly op: number; readonly payload: Buffer } {
  if ("op" in frame) return { op: frame.op, payload: readPayload(frame.payload) };
  if ("close" in frame) return { op: 8, payload: readClose(frame.close, frame.reason ?? "") };
  const [entry, op] = findKind(frame);
  if (entry === undefined) throw new Error(`frame: of no known kind, got ${JSON.stringify(frame)}; name one`);
  return { op, payload: readPayload(entry[1] as Payload) };
}

function findKind(frame: Frame): readonly [entry: [string, unknown] | undefined, op: number] {
  const entry = Object.entries(frame).find(([name]) => Object.hasOwn(KINDS, name));
  return [entry, KINDS[entry?.[0] as keyof typeof KINDS]];
}

function readClose(code: number | null, reason: Payload): Buffer {
  if (code === null) return Buffer.alloc(0);
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), readPayload(reason)]);
}

/** The bytes of a frame, as a client writes it. */
export function writeFrame(frame: Frame): Buffer {
  const { op, payload } = readFrame(frame);
  const { fin = true, rsv = 0, mask = "00000000" } = frame;
  const key = Buffer.from(mask ?? "", "hex");
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | op];
  const { length } = payload;
  const lengthBytes = frame.lengthBytes ?? (length < 126 ? 1 : length < 65_536 ? 2 : 8);
  const bit = mask === null ? 0 : 0x80;
  if (lengthBytes === 1) head.push(bit | length);
  else head.push(bit | (lengthBytes === 2 ? 126 : 127));
  const long = Buffer.alloc(lengthBytes === 1 ? 0 : lengthBytes);
  if (lengthBytes === 2) long.writeUInt16BE(length);
  if (lengthBytes === 8) long.writeBigUInt64BE(BigInt(length));
  const masked = mask === null ? payload : payload.map((byte, at) => byte ^ (key[at % 4] ?? 0));
  return Buffer.concat([Buffer.from(head), long, key, masked]);
}

/** Frames one for one. */
export function expand(frame: Frame | Again): readonly Frame[] {
  if (!("again" in frame)) return [frame];
  const text = JSON.stringify(frame.again);
  return Array.from({ length: frame.times }, (_, at) => JSON.parse(text.replaceAll("{n}", String(at))) as Frame);
}

/** The pieces in which the bytes of a step are written. */
export function writeStep(step: Step): readonly Buffer[] {
  if ("raw" in step) return [Buffer.from(step.raw, "hex")];
  if ("together" in step) return [Buffer.concat(step.together.flatMap(expand).map(writeFrame))];
  return expand(step).flatMap((frame) => cut(writeFrame(frame), frame.pieces));
}

function cut(bytes: Buffer, size = bytes.length): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}
