import { statSync } from "node:fs";

/** The files that a function has loaded, each with the time of its version. */
export interface LoadedFiles {
  add(files: readonly string[]): void;
  /** True when one of the files has changed since it was added. */
  haveChanged(): boolean;
}

export function createLoadedFiles(): LoadedFiles {
  const times = new Map<string, number>();
  return {
    add: (files) => {
      for (const file of files) if (!times.has(file)) times.set(file, modified(file));
    },
    haveChanged: () => [...times].some(([file, time]) => modified(file) !== time),
  };
}

/** Epoch milliseconds, or -1 for a file that is gone. */
function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
