import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "@sfn-websocket/run/make-folder";

/** The reason why a folder is not written to; undefined for one that may be. */
export function refuseFolder(directory: string, force: boolean): string | undefined {
  if (!existsSync(directory)) return undefined;
  if (!statSync(directory).isDirectory()) return `${directory}: is no folder, got a file; name another one`;
  const [first] = readdirSync(directory).sort();
  if (first === undefined || force) return undefined;
  return `${directory}: is not empty, got '${first}'; name a new folder, or write into it with --force`;
}

/**
 * Writes files into a folder, by their paths in it.
 *
 * @throws Error where one cannot be written
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, string | Buffer>): void {
  for (const [path, content] of files) {
    const file = join(directory, path);
    try {
      makeFolder(dirname(file));
      writeFileSync(file, content);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(`${file}: cannot be written, got ${code}; name a folder that takes files`);
    }
  }
}
