import { readdirSync, readFileSync } from "node:fs";
import type { Server } from "node:net";

/** Files that a process may want beside its connections: those it saves, pipes of functions, calls of other servers. */
const RESERVE = 32;
/** Milliseconds between two lines about it. */
const PERIOD = 10_000;

/**
 * Has a server take no more connections than the process may have files open, and say so: what Node.js itself cannot
 * accept it closes without a word, and what the process wants to save then fails. Nothing where the system does not tell
 * the limit.
 */
export function limitConnections(server: Server, log: (line: string) => void): void {
  const limit = readFileLimit();
  if (limit === undefined) return;
  const most = Math.max(1, limit - countOpenFiles() - RESERVE);
  server.maxConnections = most;
  let told = -Infinity;
  server.on("drop", () => {
    if (performance.now() - told < PERIOD) return;
    told = performance.now();
    log(
      `a connection could not be accepted: ${most} are open, and the process may have ${limit} files open; raise 'ulimit -n'`,
    );
  });
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html */
function readFileLimit(): number | undefined {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}

const countOpenFiles = (): number => readdirSync("/proc/self/fd").length;
