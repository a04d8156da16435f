import { connect, type Socket } from "node:net";
import { writeHandshake } from "../raw-client";
import { type Case, expand, type Expected, readFrame, writeFrame, writeStep } from "./frames";

/** A frame that a server has sent. */
export interface Received {
  readonly op: number;
  readonly payload: Buffer;
}

/** Why a case is not met, in one line each; none where it is. */
export type Problems = readonly string[];

/** A server, and how it answers a text: the texts of its frames are read by `unwrap`. */
export interface Target {
  readonly port: number;
  readonly path: string;
  readonly unwrap: (text: string) => string;
}

const TEXT = 1;
const CLOSE = 8;
/** What is sent last where the connection stays open: its answer ends the case, and shows that it still works. */
const LAST = "the end of the case";
/** Milliseconds after which a case counts as hung; nothing waits that long where it is met. */
const PATIENCE = 20_000;

/** Plays a case against a server, which is to do what is expected. */
export async function runCase(played: Case, wanted: Expected, target: Target): Promise<Problems> {
  const expected = wanted.flatMap(expand).map(readFrame);
  const isClosed = expected.at(-1)?.op === CLOSE;
  const wire = openWire(target);
  const hung = setTimeout(() => wire.stream.destroy(new Error("hung")), PATIENCE);
  try {
    const received = await converse(wire, played, isClosed);
    const read = received.map(({ op, payload }) => ({ op, payload: op === TEXT ? unwrap(payload, target) : payload }));
    return compare(expected, isClosed ? read : dropLast(read), played.anyOrder === true);
  } catch (error) {
    return [`${(error as Error).message}, after ${wire.received().map(print).join(", ")}`];
  } finally {
    clearTimeout(hung);
    wire.stream.destroy();
  }
}

async function converse(wire: Wire, { send, early = false }: Case, isClosed: boolean): Promise<readonly Received[]> {
  const chunks = send.flatMap(writeStep);
  const handshake = Buffer.from(writeHandshake({}, `GET ${wire.path} HTTP/1.1`));
  await wire.write(early ? Buffer.concat([handshake, ...chunks]) : handshake);
  await wire.until(() => wire.hasHead());
  if (!early) for (const chunk of chunks) await wire.write(chunk);
  if (!isClosed) {
    await wire.write(writeFrame({ text: LAST }));
    await wire.until(() => wire.received().some(({ op, payload }) => op === TEXT && payload.includes(LAST)));
    return wire.received();
  }
  await wire.until(() => wire.received().some(({ op }) => op === CLOSE));
  // A client that has closed first has said so.
  wire.stream.end(writeFrame({ close: 1000 }));
  await wire.ended;
  return wire.received();
}

interface Wire {
  readonly stream: Socket;
  readonly path: string;
  readonly ended: Promise<void>;
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly hasHead: () => boolean;
  readonly received: () => readonly Received[];
  /** Resolves when something is so; rejects where the connection ends before. */
  readonly until: (is: () => boolean) => Promise<void>;
}

function openWire({ port, path }: Target): Wire {
  const stream = connect({ port, host: "127.0.0.1", noDelay: true });
  const frames: Received[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let hasHead = false;
  let isOver = false;
  let failure = "the connection ended";
  const watchers = new Set<() => void>();
  const tell = () => watchers.forEach((watcher) => watcher());
  stream.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    const head = hasHead ? 0 : rest.indexOf(HEAD_END) + HEAD_END.length;
    hasHead ||= head >= HEAD_END.length;
    if (hasHead) rest = takeFrames(rest.subarray(head), frames);
    tell();
  });
  // A reset ends the connection as well.
  stream.on("error", (error) => (failure = error.message));
  const ended = new Promise<void>((resolve) =>
    stream.once("close", () => {
      isOver = true;
      tell();
      resolve();
    }),
  );
  return {
    stream,
    path,
    ended,
    received: () => frames,
    hasHead: () => hasHead,
    write: (chunk) => new Promise((resolve) => stream.write(chunk, () => setImmediate(resolve))),
    until: (is) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (is()) resolve();
          else if (isOver) reject(new Error(failure));
          else return;
          watchers.delete(look);
        };
        watchers.add(look);
        look();
      }),
  };
}

const HEAD_END = "\r\n\r\n";

/** Adds the whole frames, and returns what is left. */
function takeFrames(bytes: Buffer, frames: Received[]): Buffer {
  let at = 0;
  for (;;) {
    const short = bytes[at + 1] ?? 0;
    const start = at + (short === 127 ? 10 : short === 126 ? 4 : 2);
    if (start > bytes.length) return bytes.subarray(at);
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    if (start + length > bytes.length) return bytes.subarray(at);
    frames.push({ op: bytes[at]! & 0x0f, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
}

const unwrap = (payload: Buffer, target: Target): Buffer => Buffer.from(target.unwrap(payload.toString()));

const dropLast = (frames: readonly Received[]): readonly Received[] =>
  frames.filter(({ op, payload }) => op !== TEXT || payload.toString() !== LAST);

function compare(expected: readonly Received[], received: readonly Received[], anyOrder: boolean): Problems {
  const [wanted, got] = [expected.map(print), received.map(print)];
  if (anyOrder) [wanted, got].forEach((each) => each.sort());
  const at = Array.from({ length: Math.max(wanted.length, got.length) }, (_, index) => index);
  return at
    .filter((index) => wanted[index] !== got[index])
    .slice(0, 3)
    .map((index) => `frame ${index + 1}: expected ${wanted[index] ?? "none"}, got ${got[index] ?? "none"}`);
}

const SHOWN = 60;

function print({ op, payload }: Received): string {
  const text =
    payload.length > SHOWN
      ? `${payload.toString("hex", 0, SHOWN)}… (${payload.length} bytes)`
      : payload.toString("hex");
  return `kind ${op} ${text}`;
}
