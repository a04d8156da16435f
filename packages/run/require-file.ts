import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { findNearestName } from "@sfn-websocket/languages/nearest-name";

/**
 * The text of a file that a user names.
 *
 * @param what what the user is to name instead, such as `a workflow's definition`
 * @throws Error in the developer form where it cannot be read: with the nearest name beside it, if any is near.
 */
export function requireFile(path: string, what: string): string {
  return requireRead(path, { what, read: () => readFileSync(path, "utf8") });
}

/** As `requireFile`, of what `read` returns. */
export function requireRead<Read>(path: string, { what, read }: { readonly what: string; read(): Read }): Read {
  try {
    return read();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    const advice = code === "ENOENT" ? suggestFile(path, `name ${what}`) : `name ${what}`;
    throw new Error(`${path}: cannot be read, got ${code}; ${advice}`);
  }
}

/** Names are compared without what comes after the first dot, which would make any two files of a kind look alike. */
function suggestFile(path: string, otherwise: string): string {
  const folder = dirname(path);
  const names = listFolder(folder);
  // What errors call a file need not be where it lies.
  if (names.includes(basename(path))) return otherwise;
  const files = new Map(names.map((name) => [stemOf(name), name]));
  const nearest = files.get(findNearestName(stemOf(path), files.keys()) ?? "");
  return nearest === undefined ? otherwise : `did you mean '${join(folder, nearest)}'`;
}

const stemOf = (path: string): string => /^\.?[^.]*/.exec(basename(path))?.[0] ?? "";

/** The names in a folder, sorted; none of what is no folder. */
export function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
