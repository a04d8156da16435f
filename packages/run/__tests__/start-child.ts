import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** How a process ended, and what it printed. */
export interface Ended {
  /** Null for a process that a signal ended. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly cwd: string;
  /** @default - the test's, see `cleanEnvironment` */
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads, to the end. @default - a started process waits for more, one that is run reads the end at once */
  readonly input?: string;
  /**
   * Drops its stderr: what logs while the test waits in a synchronous call is held up for ever by a full pipe.
   * @default false
   */
  readonly isQuiet?: boolean;
  /** Milliseconds until it is ended. @default - when the file's tests are over */
  readonly timeout?: number;
}

/** The launcher of this project's TypeScript files, the first argument of node. */
export const RUN = join(__dirname, "..");

const alive = new Set<Child>();

// Scripts that make fixtures use this too.
if (typeof afterAll === "function") {
  afterAll(() => {
    for (const child of alive) child.end("SIGKILL");
  });
}

/**
 * Starts a process that never outlives the test file: it ends with the file's tests, with all that it has started
 * itself, and also when jest is killed.
 */
export function startChild(file: string, argv: readonly string[], options: ChildOptions): Child {
  return new Child(file, argv, options);
}

/** Runs a process to its end. */
export function runChild(file: string, argv: readonly string[], options: ChildOptions): Promise<Ended> {
  return startChild(file, argv, { input: "", ...options }).ended;
}

/** This process's environment without what would choose another AWS, Terraform or configuration. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|TF|CDKTF|WEBSOCKET_API)_/.test(name));
  return { ...Object.fromEntries(inherited), ...more };
}

/** A process whose output is kept. */
export class Child {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private readonly printed = { stdout: "", stderr: "" };
  private readonly watchers = new Set<() => void>();
  private isOver = false;

  constructor(file: string, argv: readonly string[], { cwd, env = cleanEnvironment(), ...options }: ChildOptions) {
    // A group of its own, so that what it starts can be ended with it.
    const stderr = options.isQuiet === true ? "ignore" : "pipe";
    this.child = spawn(file, [...argv], { cwd, env, detached: true, stdio: ["pipe", "pipe", stderr] });
    alive.add(this);
    const guard = guardGroup(this.child.pid);
    const timer = options.timeout === undefined ? undefined : setTimeout(() => this.end("SIGKILL"), options.timeout);
    for (const name of ["stdout", "stderr"] as const) {
      this.child[name]?.setEncoding("utf8").on("data", (text: string) => this.print(name, text));
    }
    // It may end without having read.
    this.child.stdin?.on("error", () => undefined);
    if (options.input !== undefined) this.child.stdin?.end(options.input);
    this.ended = new Promise((resolve, reject) => {
      this.child.on("error", reject);
      this.child.on("close", (status) => resolve({ status, ...this.printed }));
    });
    const settle = () => {
      this.isOver = true;
      clearTimeout(timer);
      guard?.kill("SIGKILL");
      alive.delete(this);
      for (const watcher of this.watchers) watcher();
    };
    this.ended.then(settle, settle);
  }

  /** What it printed on both streams. */
  get output(): string {
    return this.printed.stdout + this.printed.stderr;
  }

  /** Resolves to the first match of what the process prints; fails when it ends without. */
  prints(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const watch = () => {
        const match = pattern.exec(this.output);
        if (match) resolve(match);
        else if (this.isOver) reject(new Error(`it ended without printing ${pattern}: ${this.output}`));
        else return;
        this.watchers.delete(watch);
      };
      this.watchers.add(watch);
      watch();
    });
  }

  /** Nobody reads its output any more. */
  stopReading(): void {
    this.child.stdout?.destroy();
  }

  /** Signals the process and all that it has started, as a terminal's Ctrl-C does. */
  end(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined && !this.isOver) signalGroup(this.child.pid, signal);
  }

  private print(name: "stdout" | "stderr", text: string): void {
    this.printed[name] += text;
    for (const watcher of this.watchers) watcher();
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone meanwhile.
  }
}

/** A shell that ends a group when this process is gone, however it went: then its input ends. */
function guardGroup(pid: number | undefined): ChildProcess | undefined {
  if (pid === undefined) return undefined;
  const script = 'read -r line; kill -KILL "-$1"';
  const stdio = ["pipe", "ignore", "ignore"] as const;
  const guard = spawn("sh", ["-c", script, "guard", String(pid)], { stdio: [...stdio], detached: true });
  guard.on("error", () => undefined);
  guard.unref();
  return guard;
}
