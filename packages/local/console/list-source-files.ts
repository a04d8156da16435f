import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

/** Files that are looked at, folders below each other, and entries that are read. */
const MOST_FILES = 1_000;
const DEEPEST = 8;
const MOST_ENTRIES = 20_000;

/** Folders of tools and of what is made of the sources; a name that begins with a dot is the tools' too. */
const IGNORED = /^(?:\..*|node_modules|cdktf\.out.*|__tests__)$/;
/** Definitions wherever they are, any JSON in a folder `workflows`, and mapping templates. */
const SOURCE = /\.asl\.json$|(?:^|\/)workflows\/[^/]+\.json$|\.vtl$/;

/**
 * The files of a project that a state machine or an integration may have been made of, relative to it, with `/`. Links are
 * not followed.
 */
export function listSourceFiles(project: string): readonly string[] {
  const found: string[] = [];
  let entries = 0;
  for (const queue = [""]; queue.length > 0 && entries < MOST_ENTRIES;) {
    const folder = queue.shift() ?? "";
    for (const entry of readFolder(join(project, folder))) {
      entries += 1;
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory() && !IGNORED.test(entry.name) && folder.split("/").length <= DEEPEST)
        queue.push(`${path}/`);
      if (entry.isFile() && SOURCE.test(path)) found.push(path);
    }
  }
  return found.toSorted().slice(0, MOST_FILES);
}

function readFolder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // One that may not be read, or is gone meanwhile, has nothing that is served.
    return [];
  }
}
