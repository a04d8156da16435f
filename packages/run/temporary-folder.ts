import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** Names hold the owner: its process, and its machine, since containers may share the folder and not the processes. */
const PREFIX = `sfn-websocket-${hostname()}-`;
/** What follows it: another machine's name may go on with a number, and that number is no process. */
const OWNED = /^(\d+)-[a-z-]+-[^-]+$/;

const made: string[] = [];

/**
 * Makes a folder that is gone when this process ends or, where that is killed, when the next one makes such a folder.
 *
 * @param kind words of small letters that tell a reader of the folder's name what it is for
 */
export function makeTemporaryFolder(kind: string): string {
  if (made.length === 0) {
    process.once("exit", () => made.forEach(remove));
    for (const name of requireWritable(() => readdirSync(tmpdir()))) if (isOrphan(name)) remove(join(tmpdir(), name));
  }
  const folder = requireWritable(() => mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${kind}-`)));
  made.push(folder);
  return folder;
}

function requireWritable<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `TMPDIR: cannot be written, got ${code} of '${tmpdir()}'; name a folder that is there, with some room`,
    );
  }
}

function isOrphan(name: string): boolean {
  const [, owner] = name.startsWith(PREFIX) ? (OWNED.exec(name.slice(PREFIX.length)) ?? []) : [];
  if (owner === undefined) return false;
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch (error) {
    // Another user's process is a living one.
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another process removes it as well, or it is another user's: this one can do nothing about it.
  }
}
