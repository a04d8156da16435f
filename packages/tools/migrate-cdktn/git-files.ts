import { execFileSync, type StdioOptions } from "node:child_process";

/** How many files an error names. */
const SHOWN = 3;

/** The longest list of files that is read, in bytes: execFileSync would fail after the first megabyte. */
const LONGEST = 256 * 1024 ** 2;

function askGit(folder: string, argv: readonly string[]): string {
  try {
    const stdio: StdioOptions = ["ignore", "pipe", "pipe"];
    return execFileSync("git", [...argv], { cwd: folder, encoding: "utf8", maxBuffer: LONGEST, stdio });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Error("git: is not on the PATH, and undoes the migration; install it");
    throw new Error(`${folder}: is no checkout of Git's, which undoes the migration; run 'git init' and commit first`);
  }
}

/**
 * The files that Git keeps of a folder.
 *
 * @throws Error where the folder is no checkout
 */
export function listFiles(folder: string): readonly string[] {
  return askGit(folder, ["ls-files", "-z"]).split("\0").filter(Boolean);
}

/** Why nothing may be changed in a checkout: undefined where Git can undo it all. */
export function refuseChanged(folder: string): string | undefined {
  const changed = askGit(folder, ["status", "--porcelain", "-z"]).split("\0").filter(Boolean);
  if (changed.length === 0) return undefined;
  const names = changed.slice(0, SHOWN).map((line) => line.slice("XY ".length));
  const more = changed.length > SHOWN ? ` and ${changed.length - SHOWN} more` : "";
  return `checkout: has changes that are not committed, got ${names.join(", ")}${more}; commit or stash them, so that Git can undo the migration`;
}
