import { inspect } from "node:util";

/** Writes one line for the developer. */
type Log = (line: string) => void;

/** Returns what was thrown, for the log: where an error was thrown, and any other value as Node prints it. */
export function describeDefect(thrown: unknown): string {
  if (thrown instanceof Error && typeof thrown.stack === "string") return thrown.stack;
  return inspect(thrown, { depth: 2, maxStringLength: 1_000 });
}

/**
 * Returns a function that calls `run` and, where that throws or rejects, logs `what`, which may be made then only, and why.
 * It stands wherever the system calls this program: one event that goes wrong must not end what serves all others.
 */
export function guard<A extends readonly unknown[]>(
  what: string | (() => string),
  log: Log,
  run: (...args: A) => unknown,
): (...args: A) => void {
  const fail = (thrown: unknown) => log(`${typeof what === "string" ? what : what()}: ${describeDefect(thrown)}`);
  return (...args) => {
    try {
      const result = run(...args);
      if (result instanceof Promise) result.catch(fail);
    } catch (thrown) {
      fail(thrown);
    }
  };
}
