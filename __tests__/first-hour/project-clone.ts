import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Child, cleanEnvironment, startChild } from "@sfn-websocket/run/__tests__/start-child";

export interface Ran {
  readonly status: number | null;
  readonly printed: string;
}

/** Characters of a failed command's output that are shown: its end. */
const MOST = 8_000;

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
  async run(line: string, environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const { status, stdout, stderr } = await this.start(line, environment).ended;
    return { status, printed: stdout + stderr };
  }

  /** As `run`; fails with what is printed when it fails. */
  async succeed(line: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const { status, printed } = await this.run(line, environment);
    if (status !== 0) throw new Error(`'${line}' ended with status ${status}:\n${printed.slice(-MOST)}`);
    return printed;
  }

  /** Starts a command line that goes on; it ends with this process, however that ends. */
  start(line: string, environment: Readonly<Record<string, string>> = {}): Child {
    const env = cleanEnvironment({ CHECKPOINT_DISABLE: "1", ...environment });
    return startChild("sh", ["-c", line], { cwd: this.folder, env });
  }
}
