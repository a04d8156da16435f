import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file that is its owner's alone; a reader finds the old text or the new one, never a part. */
export async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, "w", mode);
  try {
    await handle.chmod(mode); // a draft that was left behind keeps its mode
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/**
 * What a system answers that syncs no folders: Windows, and some file systems of others.
 * @see https://man7.org/linux/man-pages/man2/fsync.2.html EINVAL
 * @see https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-flushfilebuffers a handle that may write
 */
const NO_FOLDERS: ReadonlySet<string | undefined> = new Set(["EPERM", "EINVAL", "ENOTSUP"]);

/** Has a folder's names on the disk, where the system can: what was renamed in it has then its new name after a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (!NO_FOLDERS.has((error as NodeJS.ErrnoException).code)) throw error;
  } finally {
    await handle.close();
  }
}
