import { writeFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";

/** Every archive of the same files has the same bytes. */
const TIME = new Date("2026-01-01T00:00:00");

/** Writes an archive of files, by their names in it. */
export function writeArchive(file: string, contents: Readonly<Record<string, string>>): void {
  writeFileSync(file, zipArchive(contents));
}

export function zipArchive(contents: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(contents).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: TIME });
}
