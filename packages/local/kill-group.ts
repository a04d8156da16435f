import { type ChildProcess, spawn } from "node:child_process";

/** Whether the system has process groups, which end at once; Windows has none. */
export const HAS_GROUPS = process.platform !== "win32";

/** How a process ends with all that it started; each throws where it has ended before. */
const WAYS = {
  group: (pid: number) => void process.kill(-pid, "SIGKILL"),
  tree: (pid: number) => {
    const { SystemRoot = "C:\\Windows" } = process.env;
    spawn(`${SystemRoot}\\System32\\taskkill.exe`, ["/PID", String(pid), "/T", "/F"], {
      stdio: "ignore",
      windowsHide: true,
    }).on("error", () => process.kill(pid, "SIGKILL"));
  },
} as const;

/** Ends a process and what it started; one that has ended already, with all that it started, is let be. */
export function killGroup({ pid }: Pick<ChildProcess, "pid">, kill = WAYS[HAS_GROUPS ? "group" : "tree"]): void {
  if (pid === undefined) return;
  try {
    kill(pid);
  } catch {
    // It has ended, and all that it started.
  }
}

/** The process itself, as `process.kill` takes it to end it with what it started, as far as the system can. */
export const OWN_GROUP = HAS_GROUPS ? -process.pid : process.pid;

/**
 * Has a group of processes interrupted, as Ctrl-C does, when this process is gone, however it went: the input of a shell
 * ends then. Returns what calls it off.
 */
export function interruptWhenGone({ pid }: Pick<ChildProcess, "pid">): () => void {
  if (pid === undefined || !HAS_GROUPS) return () => undefined;
  const argv = ["-c", 'read -r line; kill -INT "-$1"', "guard", String(pid)];
  const guard = spawn("sh", argv, { stdio: ["pipe", "ignore", "ignore"], detached: true });
  guard.on("error", () => undefined);
  guard.unref();
  return () => void guard.kill("SIGKILL");
}
