import { readOwn } from "@sfn-websocket/languages/json";
import { type FSWatcher, watch } from "chokidar";
import { realpathSync, type Stats } from "node:fs";
import { join, relative } from "node:path";
import { describeDefect } from "../guard";
import { createSettling } from "./settle-changes";
import { findSilentFileSystem } from "./silent-file-system";

/** Milliseconds: editors write a file in several steps, most of which take less. */
const SETTLE = 100;
/** Milliseconds: a file that something writes without pause holds no change of another up for longer. */
const LONGEST = 5_000;
/** Milliseconds between two looks at a file where the file system tells no changes. */
const LOOK = 1_000;
/** Folders of tools, and what editors and Terraform leave beside files. */
const IGNORED =
  /(?:^|[\\/])(?:node_modules|cdktf\.out[^\\/]*|__tests__|\.\w[^\\/]*)(?:[\\/]|$)|~$|\.sw[a-z]$|\.tfstate|\.log$/;

/** Whether no change of a file is told, by its path from what is watched. */
export const isIgnored = (name: string): boolean => IGNORED.test(name);

export interface WatchOptions {
  /** A folder, with all that is below it, or a file. */
  readonly path: string;
  /**
   * Told a file's name, relative to the working directory, and whether another change has come since; never where files
   * are written without pause, when there is always one.
   */
  readonly changed: (file: string, isOutdated: () => boolean) => Promise<void>;
  /** Milliseconds since 1970: what was written after that and before the watch began is told as well. */
  readonly since: number;
  /** Milliseconds without a change before one is told. @default 100 */
  readonly settle?: number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/**
 * Calls `changed` after files changed and things were quiet for a moment, or after five seconds without one; never twice
 * at a time, and once for all that has changed meanwhile. Links are not followed: what they lead to in the project is
 * watched where it is, and nothing else is the project's. Where the file system tells no changes, they are looked for.
 * What cannot be watched is logged, and the rest is watched. Resolves to how to stop.
 */
export async function watchFiles(options: WatchOptions): Promise<() => Promise<void>> {
  const { path, since, changed, settle = SETTLE, log } = options;
  const root = realpathSync(path);
  const watcher = startWatcher(root, options);
  const fail = (thrown: unknown) => log(`a change of the files could not be served: ${describeDefect(thrown)}`);
  let changes = 0;
  let isReady = false;
  const runLast = createLastRun(fail);
  const tell = (file: string, isQuiet: boolean) => {
    const name = relative(process.cwd(), join(path, relative(root, file)));
    runLast(() => {
      const told = changes;
      return changed(name, () => isQuiet && changes > told);
    });
  };
  const settling = createSettling({ settle, longest: LONGEST, after: setTimer, tell });
  watcher.on("all", (event, file, stats) => {
    // Before that the library tells what is there: by the time of a folder, that a file was written cannot be told.
    if (!isReady && (event === "addDir" || (event === "add" && !isNewer(stats, since)))) return;
    changes += 1;
    settling.changed(file);
  });
  const logOnce = createLogOnce(log);
  await new Promise<void>((resolve) => {
    watcher.on("ready", () => {
      isReady = true;
      resolve();
    });
    watcher.on("error", (error) => {
      logOnce(describeUnwatched(error));
      resolve();
    });
  });
  return () => {
    settling.stop();
    return watcher.close();
  };
}

function startWatcher(root: string, { path, log }: WatchOptions): FSWatcher {
  const ignored = (file: string) => isIgnored(relative(root, file));
  const silent = findSilentFileSystem(root);
  if (silent !== undefined)
    log(`${path}: its file system tells no changes, got ${silent}; files are looked at each second`);
  const looking = { usePolling: silent !== undefined, interval: LOOK, binaryInterval: LOOK };
  return watch(root, { ignored, followSymlinks: false, ...looking });
}

/** Returns what runs one work after the other: of those that are given meanwhile, the last alone. */
function createLastRun(fail: (thrown: unknown) => void): (work: () => Promise<void>) => void {
  let running = Promise.resolve();
  let next: (() => Promise<void>) | undefined;
  const runNext = (): Promise<void> | undefined => {
    const work = next;
    next = undefined;
    return work?.();
  };
  return (work) => {
    if (next === undefined) running = running.then(runNext).catch(fail);
    next = work;
  };
}

function setTimer(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** Whether a file's name or content was written after a time, in milliseconds since 1970. */
const isNewer = (stats: Stats | undefined, since: number): boolean => stats !== undefined && stats.ctimeMs > since;

/** What keeps files from being watched, by the system's code. @see https://man7.org/linux/man-pages/man7/inotify.7.html */
const LIMITS: Readonly<Record<string, string>> = {
  ENOSPC: "raise fs.inotify.max_user_watches",
  EMFILE: "raise fs.inotify.max_user_instances, or 'ulimit -n'",
  ENFILE: "raise fs.file-max",
};

function describeUnwatched(thrown: unknown): string {
  const { code = "", path = "", message }: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error("");
  const limit = readOwn(LIMITS, code);
  const restart = "restart after a change there";
  if (limit !== undefined)
    return `some files are not watched: the system's limit of watched files is reached, got ${code}; ${limit}, or ${restart}`;
  if (code === "EACCES" || code === "EPERM")
    return `${path}: is not watched: it may not be read, got ${code}; change its permissions, or ${restart}`;
  return `${path || "some files"}: cannot be watched, got ${code || message}; ${restart}`;
}

/** One cause that many files share is told once. */
function createLogOnce(log: WatchOptions["log"]): (line: string) => void {
  const told = new Set<string>();
  return (line) => {
    if (!told.has(line)) log(line);
    told.add(line);
  };
}
