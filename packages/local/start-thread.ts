import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread that runs a file of TypeScript; it does not keep the process running. What reads TypeScript is not
 * inherited: a thread's first file does not go through `--import`, and a test does not go through tsx.
 */
export function startThread(file: string, options: WorkerOptions = {}): Worker {
  const execArgv = ["--require", require.resolve("tsx/cjs"), "--enable-source-maps"];
  const thread = new Worker(file, { ...options, execArgv });
  thread.unref();
  return thread;
}
