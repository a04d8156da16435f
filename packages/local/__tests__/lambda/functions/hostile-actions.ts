/** What would end or hold up the program that runs functions, if it let them. */
import { closeSync, writeSync } from "node:fs";

const CHANNEL = 3;
const forever = () => new Promise<never>(() => undefined);
const writeMessage = (message: unknown) => writeSync(CHANNEL, `${JSON.stringify(message)}\n`);

let events = 0;
/** Says which event of its process it is. */
export const first = async () => (events += 1);

export const largeString = async () => Buffer.alloc(140_000_000, "a").toString("latin1").length;
export const manyStrings = async () => {
  const all: string[] = [];
  for (let i = 0; ; i += 1) all.push(`${i}`.repeat(1_000).toLowerCase());
};
export const buffers = async () => {
  const all: Buffer[] = [];
  for (;;) all.push(Buffer.alloc(1_000_000, 1));
};
export const sharedMemory = async () => {
  const all: Uint8Array[] = [];
  for (;;) all.push(new Uint8Array(new SharedArrayBuffer(1_000_000)).fill(1));
};
export const terminated = async () => {
  process.kill(process.pid);
  return forever();
};
export const killed = async () => {
  process.kill(process.pid, "SIGKILL");
  return forever();
};
export const aborted = async () => process.abort();
export const leaving = async () => process.exit(0);

export const closing = async () => {
  closeSync(CHANNEL);
  return forever();
};
export const forgesNoise = async () => {
  writeSync(CHANNEL, "\u0000\u0000no message\n");
  return forever();
};
export const forgesReady = async () => {
  writeMessage({ kind: "ready", files: [] });
  return forever();
};
export const forgesPayload = async () => {
  writeMessage({ kind: "result", requestId: "x", payload: "{", files: [] });
  return forever();
};
export const forgesAnother = async () => {
  writeMessage({ kind: "result", requestId: "another", payload: "1", files: [] });
  return forever();
};
export const forgesWithoutEnd = async () => {
  for (;;) {
    try {
      writeSync(CHANNEL, "x".repeat(60_000));
    } catch {
      // The pipe is full until its reader has read.
    }
  }
};

export const throwingTimer = async () => {
  setTimeout(() => {
    throw new Error("from a timer");
  });
  return forever();
};
/** Answers, and fails before the next event. */
export const throwingAfterwards = async () => {
  setImmediate(() => {
    throw new Error("after the answer");
  });
  return "answered";
};
export const throwingNothing = async () => {
  throw Object.create(null);
};
export const throwingLiar = async () => {
  throw Object.assign(new Error("x"), { message: { toString: null }, stack: 5 });
};
export const throwingMuch = async () => {
  throw new Error("x".repeat(8_000_000));
};

export const floodingLines = async () => {
  for (let i = 0; i < 50_000; i += 1) console.log("a line");
  return "answered";
};
export const floodingOneLine = async () => {
  for (let i = 0; i < 100; i += 1) writeSync(1, "x".repeat(60_000));
  return "answered";
};
export const longLine = async () => {
  console.log("y".repeat(400_000));
  return "answered";
};
export const deepError = async () => {
  const fail = (): never => {
    throw new Error("at a line");
  };
  return fail();
};
