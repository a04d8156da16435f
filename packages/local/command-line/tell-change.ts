import { describeError } from "./options";
import { log, print } from "./terminal";

/** Returns what logs those of the lines that it was not given the last time. */
export function createTellNew(write = log): (lines: readonly string[]) => void {
  let told: readonly string[] = [];
  return (lines) => {
    for (const line of lines) if (!told.includes(line)) write(line);
    told = lines;
  };
}

/** A file that has changed, and what is done about it. */
export interface ChangedFile {
  readonly file: string;
  /** What begins now. */
  readonly begins: string;
  /** Serves the new version; what came of it. */
  readonly serve: () => Promise<string>;
  /** Whether nobody wants to know how it failed. */
  readonly isGivenUp: () => boolean;
}

/** Serves the version of a changed file, and tells what became of it; where that fails, the old one goes on. */
export async function tellChange({ file, begins, serve, isGivenUp }: ChangedFile): Promise<void> {
  print(`${file} changed: ${begins}\n`);
  try {
    print(`${file} changed: ${await serve()}\n`);
  } catch (error) {
    if (isGivenUp()) return;
    const reason = describeError(error as Error);
    log(`${file} changed, and the new version cannot be served; the old one goes on\n${reason}`);
  }
}
