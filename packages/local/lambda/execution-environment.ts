import { statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Worker } from "node:worker_threads";
import { startThread } from "../start-thread";
import { describeExit } from "./function-error";
import type { FunctionError, WorkerInvocation, WorkerMessage, WorkerStart } from "./worker-messages";

/** What a function made of an event: its answer as JSON text, or its error. */
export type FunctionOutcome = { readonly payload: string } | { readonly error: FunctionError };

/** A thread that runs one function, one event at a time. */
export interface ExecutionEnvironment {
  /** Settles when the function is loaded, or with its error. */
  readonly loaded: Promise<FunctionError | undefined>;
  /** True once the thread has ended or is ending: it takes no more events. */
  isOver(): boolean;
  /** True when one of the files that the function loaded has changed since. */
  isStale(): boolean;
  /** Never rejects: a thread that ends under the event is the function's error. */
  run(invocation: WorkerInvocation): Promise<FunctionOutcome>;
  stop(): void;
}

export interface EnvironmentOptions extends WorkerStart {
  readonly environment: Readonly<Record<string, string>>;
  /** The thread's heap, MB. */
  readonly memorySize: number;
  /** Takes each line that the function prints. */
  readonly log: (line: string) => void;
}

/** A thread's own program and the loader of TypeScript need this much, whatever the function's memory. */
const LEAST_HEAP = 128;

/** Starts a thread and loads the function in it. */
export function createExecutionEnvironment(options: EnvironmentOptions): ExecutionEnvironment {
  const worker = startWorker(options);
  const files = createLoadedFiles();
  const settle: Receiver["settle"] = {};
  let requestId = "";
  let isOver = false;
  const end = (error: FunctionError) => {
    isOver = true;
    settle.loaded?.(error);
    settle.outcome?.({ error });
    void worker.terminate();
  };
  worker.on("message", (message: WorkerMessage) => receive(message, { files, settle, end }));
  // The thread reports what its function throws as a message; this is what ends the thread itself.
  worker.on("error", () => end(describeExit(requestId, "killed")));
  worker.on("exit", (code) => end(describeExit(requestId, code)));
  const loaded = new Promise<FunctionError | undefined>((resolve) => (settle.loaded = resolve));
  return {
    loaded,
    isOver: () => isOver,
    isStale: files.haveChanged,
    async run(invocation) {
      requestId = invocation.requestId;
      worker.ref();
      const outcome = await new Promise<FunctionOutcome>((resolve) => {
        settle.outcome = resolve;
        if (isOver) return resolve({ error: describeExit(requestId, 0) });
        worker.postMessage(invocation);
      });
      worker.unref();
      return outcome;
    },
    stop() {
      isOver = true;
      void worker.terminate();
    },
  };
}

interface Receiver {
  readonly files: ReturnType<typeof createLoadedFiles>;
  readonly settle: { loaded?: (error?: FunctionError) => void; outcome?: (outcome: FunctionOutcome) => void };
  readonly end: (error: FunctionError) => void;
}

function receive(message: WorkerMessage, { files, settle, end }: Receiver): void {
  if (message.kind === "error") {
    if (message.isFatal) return end(message.error);
    return settle.outcome?.({ error: message.error });
  }
  files.add(message.files);
  if (message.kind === "ready") settle.loaded?.();
  else settle.outcome?.({ payload: message.payload });
}

function startWorker({ module, handler, endpoint, environment, memorySize, log }: EnvironmentOptions): Worker {
  const start: WorkerStart = { module, handler, endpoint };
  const worker = startThread(join(__dirname, "worker.ts"), {
    workerData: start,
    env: { ...environment },
    resourceLimits: { maxOldGenerationSizeMb: Math.max(memorySize, LEAST_HEAP) },
    stdout: true,
    stderr: true,
  });
  for (const stream of [worker.stdout, worker.stderr]) readLines(stream, log);
  return worker;
}

function readLines(stream: Readable, log: (line: string) => void): void {
  createInterface({ input: stream }).on("line", log);
}

/** The files that a function has loaded, each with the time of its version. */
function createLoadedFiles() {
  const times = new Map<string, number>();
  return {
    add: (files: readonly string[]) => {
      for (const file of files) if (!times.has(file)) times.set(file, modified(file));
    },
    haveChanged: () => [...times].some(([file, time]) => modified(file) !== time),
  };
}

/** Epoch milliseconds, or -1 for a file that is gone. */
function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
