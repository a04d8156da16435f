import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isIgnored } from "./watch";

/**
 * What tells two contents of files and folders apart: of all that is watched there, the names and the bytes. Links are not
 * followed; what cannot be read is as if it were not there.
 */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) for (const file of listFiles(path)) hash.update(`${file}\0${digest(file)}\0`);
  return hash.digest("hex");
}

function* listFiles(path: string): Generator<string> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) yield* listBelow(path, "");
  else yield path;
}

function* listBelow(root: string, below: string): Generator<string> {
  for (const entry of readFolder(join(root, below))) {
    const name = join(below, entry.name);
    if (isIgnored(name)) continue;
    if (entry.isDirectory()) yield* listBelow(root, name);
    else if (entry.isFile()) yield join(root, name);
  }
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function digest(file: string): string {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return "";
  }
}
