import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Ran {
  readonly status: number | null;
  readonly printed: string;
}

const running = new Set<ChildProcess>();

/** Ends every process that was started, with all that it has started itself. */
export function endAll(): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      // Gone meanwhile.
    }
  }
}

/** A clone of the project: what a new user has, and does with it. */
export class ProjectClone {
  constructor(readonly folder: string) {}

  /** The text of a file. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** Puts `text` in the place of `old`, which must be there. */
  edit(path: string, old: string, text: string): void {
    const before = this.read(path);
    if (!before.includes(old)) throw new Error(`${path}: text to edit is missing, got none of '${old}'`);
    this.write(
      path,
      before.replace(old, () => text),
    );
  }

  /** Runs a command line to its end. */
  run(line: string, environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return this.start(line, environment).ended;
  }

  /** As `run`; fails with what is printed when it fails. */
  async succeed(line: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const { status, printed } = await this.run(line, environment);
    if (status !== 0) throw new Error(`'${line}' ended with status ${status}:\n${printed}`);
    return printed;
  }

  /** Starts a command line that goes on. */
  start(line: string, environment: Readonly<Record<string, string>> = {}): Started {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|TF|CDKTF|WEBSOCKET_API)_/.test(name));
    const env = { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: "1", ...environment };
    return new Started(spawn(line, { cwd: this.folder, env, shell: true, detached: true }));
  }
}

/** A command that is running. */
export class Started {
  readonly ended: Promise<Ran>;
  private printed = "";
  private watch = (): void => undefined;

  constructor(private readonly child: ChildProcess) {
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.printed += String(chunk);
        this.watch();
      });
    }
    this.ended = new Promise((resolve) =>
      child.on("close", (status) => {
        running.delete(child);
        resolve({ status, printed: this.printed });
        this.watch();
      }),
    );
  }

  /** Resolves to the first match of what is printed; fails when the command ends without. */
  prints(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      this.watch = () => {
        const match = pattern.exec(this.printed);
        if (match) resolve(match);
        else if (this.child.exitCode !== null)
          reject(new Error(`it ended without printing ${pattern}:\n${this.printed}`));
      };
      this.watch();
    });
  }

  /** Ends it as Ctrl-C does, which reaches every process of a terminal's group. */
  async stop(): Promise<void> {
    if (this.child.pid !== undefined && this.child.exitCode === null) process.kill(-this.child.pid, "SIGINT");
    await this.ended;
  }
}
