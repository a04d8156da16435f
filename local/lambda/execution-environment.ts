import { statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
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
  const times = new Map<string, number>();
  const settle: { loaded?: (error?: FunctionError) => void; outcome?: (outcome: FunctionOutcome) => void } = {};
  let requestId = "";
  let isOver = false;
  const end = (error: FunctionError) => {
    isOver = true;
    settle.loaded?.(error);
    settle.outcome?.({ error });
    void worker.terminate();
  };
  worker.on("message", (message: WorkerMessage) => {
    if (message.kind !== "error")
      for (const file of message.files) if (!times.has(file)) times.set(file, modified(file));
    if (message.kind === "ready") settle.loaded?.();
    if (message.kind === "result") settle.outcome?.({ payload: message.payload });
    if (message.kind === "error") message.isFatal ? end(message.error) : settle.outcome?.({ error: message.error });
  });
  // The thread reports what its function throws as a message; this is what ends the thread itself.
  worker.on("error", () => end(describeExit(requestId, "killed")));
  worker.on("exit", (code) => end(describeExit(requestId, code)));
  const loaded = new Promise<FunctionError | undefined>((resolve) => (settle.loaded = resolve));
  return {
    loaded,
    isOver: () => isOver,
    isStale: () => [...times].some(([file, time]) => modified(file) !== time),
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

function startWorker({ module, handler, environment, memorySize, log }: EnvironmentOptions): Worker {
  const start: WorkerStart = { module, handler };
  const worker = new Worker(join(__dirname, "worker.ts"), {
    workerData: start,
    env: { ...environment },
    // What reads TypeScript is not inherited: a thread's first file does not go through `--import`, nor a test through tsx.
    execArgv: ["--require", require.resolve("tsx/cjs"), "--enable-source-maps"],
    resourceLimits: { maxOldGenerationSizeMb: Math.max(memorySize, LEAST_HEAP) },
    stdout: true,
    stderr: true,
  });
  for (const stream of [worker.stdout, worker.stderr]) readLines(stream, log);
  worker.unref();
  return worker;
}

function readLines(stream: Readable, log: (line: string) => void): void {
  createInterface({ input: stream }).on("line", log);
}

/** Epoch milliseconds, or -1 for a file that is gone. */
function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
