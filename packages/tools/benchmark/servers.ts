import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** A server that is measured. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start of its process to its address. */
  readonly startedAfter: number;
  /** Seconds of CPU that it has used since its start, user and system, all threads. */
  cpuSeconds(): number;
  /** Bytes of memory that it holds. */
  residentBytes(): number;
  stop(): Promise<void>;
  /** Sends it a signal, and resolves to its status when it has ended; null where the signal has ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Program {
  readonly command: string;
  readonly argv: readonly string[];
  /** Its address among what it prints. @default the first `ws:` address */
  readonly address?: RegExp;
  readonly cwd?: string;
  /** Whether it gets a core of its own, where the system can give it one; else it gets all. @default false */
  readonly pinned?: boolean;
}

/** Milliseconds in which a server has to print its address. */
const PATIENCE = 60_000;

const ADDRESS = /ws:\/\/[\w.:/-]+/;

/** Pinned servers run on the first core, what asks them on the others. */
const SERVER_CORE = "0";
const CORES = availableParallelism();

/** The processes that were started and have not ended, each at the head of its group. */
const running = new Set<ChildProcess>();

/** Whether the system can give a process a core of its own. */
export const canPin = CORES > 1 && spawnSync("taskset", ["--version"]).status === 0;

/** Whether this process is off the core that servers get, as all would be that it starts. */
let isApart = false;

/** Keeps this process off the core that servers get. */
export function leaveServerCore(): void {
  if (!canPin) return;
  spawnSync("taskset", ["-a", "-p", "-c", `1-${CORES - 1}`, String(process.pid)]);
  isApart = true;
}

/** A program as it is started with the server's core alone, or with all of the machine's. */
export function placeProgram(argv: readonly string[], isPinned: boolean): readonly [string, readonly string[]] {
  const [command = "", ...rest] = argv;
  if (!canPin || (!isPinned && !isApart)) return [command, rest];
  return ["taskset", ["-c", isPinned ? SERVER_CORE : `0-${CORES - 1}`, ...argv]];
}

/** Resolves when the server has printed its address. */
export function startServer({ command, argv, address = ADDRESS, cwd, pinned = false }: Program): Promise<Server> {
  const [file, args] = placeProgram([command, ...argv], pinned);
  const started = performance.now();
  const child = spawn(file, args, { stdio: "pipe", detached: true, ...(cwd !== undefined && { cwd }) });
  running.add(child);
  for (const end of ["exit", "error"]) child.once(end, () => running.delete(child));
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (what: string) => reject(new Error(`${[command, ...argv].join(" ")}: ${what}, got '${printed}'`));
    const late = setTimeout(() => fail("printed no address in time"), PATIENCE);
    const read = (chunk: Buffer) => {
      printed = `${printed}${chunk}`.slice(-10_000);
      const [url] = address.exec(printed) ?? [];
      if (url === undefined) return;
      printed = "";
      clearTimeout(late);
      resolve(describe(child, url.replace(/^http/, "ws"), performance.now() - started));
    };
    child.stdout.on("data", read);
    // Its lines about messages are part of what is measured, and are read as a terminal would.
    child.stderr.on("data", read);
    child.on("error", (error) => {
      clearTimeout(late);
      reject(error);
    });
    child.on("exit", (status) => {
      clearTimeout(late);
      fail(`ended with status ${status}`);
    });
  });
}

function describe(child: ChildProcess, url: string, startedAfter: number): Server {
  const pid = child.pid ?? NaN;
  return {
    url,
    pid,
    startedAfter,
    cpuSeconds: () => readCpuSeconds(pid),
    residentBytes: () => readResidentBytes(pid),
    stop: () => stop(child),
    end(signal) {
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      child.kill(signal);
      return ended;
    },
  };
}

/** Stops what still runs: a server whose start failed, all of them when the benchmark fails or is interrupted. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/** The status of a command that a signal has ended, as shells tell it. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

/** Stops the servers when this process ends, by a signal too: they are in groups of their own, which Ctrl-C does not reach. */
export function stopServersAtExit(): void {
  process.once("exit", () => void stopServers());
  for (const [signal, status] of Object.entries(INTERRUPTED)) process.once(signal, () => process.exit(status));
}

/** Milliseconds that a server has to end by itself. */
const GRACE = 10_000;

async function stop(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || !running.has(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  // Its whole group: npm's own child too.
  process.kill(-pid, "SIGTERM");
  const impatient = setTimeout(() => process.kill(-pid, "SIGKILL"), GRACE);
  await ended;
  clearTimeout(impatient);
}

const TICKS_PER_SECOND = 100;

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readCpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function readResidentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
