import { Worker, type WorkerOptions } from "node:worker_threads";
import { findCompiled } from "./find-compiled";

/**
 * Starts a thread that runs a file of TypeScript, or what is compiled of it; it does not keep the process running. What reads TypeScript is not
 * inherited: a thread's first file does not go through `--import`, and a test does not go through tsx.
 */
export function startThread(file: string, options: WorkerOptions = {}): Worker {
  const compiled = findCompiled(file);
  const execArgv = compiled === undefined ? ["--require", require.resolve("tsx/cjs"), "--enable-source-maps"] : [];
  const thread = new Worker(compiled ?? file, { ...options, execArgv });
  thread.unref();
  return thread;
}
