/** The inside of a process that `startProcess` starts. */
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { OWN_GROUP } from "./kill-group";
import { readLines } from "./read-lines";

/** The way back to the program that started this process. */
export interface ProcessChannel {
  /** Sends a message, a text without line breaks. */
  send(text: string): void;
  /** Keeps this process running, which it does unless told otherwise. */
  ref(): void;
  unref(): void;
}

const CHANNEL = 3;
const MEGABYTE = 1024 * 1024;
/** The program that started this process sends no larger message: events have 6 MB at most. */
const LONGEST = 16 * MEGABYTE;

/**
 * Watches the process from a thread of its own, for the process's main thread may never yield: ends it and what it started
 * when it uses over `limit` bytes of memory, whoever holds them, and when the program that started it has ended.
 */
const WATCH = `
  const { workerData: { group, isBusy, limit, parent } } = require("node:worker_threads");
  const isOrphan = process.platform === "win32" ? () => !isRunning(parent) : () => process.ppid !== parent;
  for (;;) {
    Atomics.wait(isBusy, 0, isBusy[0], isBusy[0] ? 10 : 50);
    if (process.memoryUsage.rss() > limit || isOrphan()) process.kill(group, "SIGKILL");
  }

  // Windows tells the parent's number when it has ended too, and searches all processes for it.
  function isRunning(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      return error.code !== "ESRCH";
    }
  }
`;

/**
 * Opens the channel of this process. From now on it may use `memory` MB more than it does; it ends with the program that
 * started it. Resident memory is looked at, each 10 ms while a message is at work: it is counted alike for strings,
 * objects, buffers and threads, on Linux and on macOS (where compressed pages are left out of it).
 */
export function openChannel(memory: number, receive: (text: string) => void): ProcessChannel {
  makeOutputWait();
  const isBusy = new Int32Array(new SharedArrayBuffer(4));
  const limit = process.memoryUsage.rss() + memory * MEGABYTE;
  const workerData = { group: OWN_GROUP, isBusy, limit, parent: process.ppid };
  new Worker(WATCH, { eval: true, env: {}, execArgv: [], workerData }).unref();
  const channel = new Socket({ fd: CHANNEL, readable: true, writable: true });
  const setBusy = (value: 0 | 1) => {
    Atomics.store(isBusy, 0, value);
    Atomics.notify(isBusy, 0);
  };
  readLines(channel, {
    longest: LONGEST,
    take(text) {
      setBusy(1);
      receive(text);
    },
  });
  channel.on("close", () => process.kill(OWN_GROUP, "SIGKILL"));
  channel.on("error", () => undefined);
  return {
    send(text) {
      channel.write(`${text}\n`);
      setBusy(0);
    },
    ref: () => void channel.ref(),
    unref: () => void channel.unref(),
  };
}

/** What is printed before a message is sent leaves the process before it: Node.js would keep what its reader has no room for. */
function makeOutputWait(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const handle: { setBlocking?: (isBlocking: boolean) => void } | undefined = Reflect.get(stream, "_handle");
    handle?.setBlocking?.(true);
  }
}
