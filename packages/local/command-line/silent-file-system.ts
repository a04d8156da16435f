import { statfsSync } from "node:fs";

/**
 * File systems that tell nothing of what others change in them, by Linux's numbers: Windows' drives in WSL, with what
 * Docker Desktop mounts of them, and those of other machines.
 * @see https://man7.org/linux/man-pages/man2/statfs.2.html
 * @see https://github.com/microsoft/WSL/issues/4739 of 9p: nor of what is changed here
 */
const SILENT: ReadonlyMap<number, string> = new Map([
  [0x01021997, "9p"],
  [0x6969, "nfs"],
  [0x517b, "smb"],
  [0xff534d42, "cifs"],
  [0xfe534d42, "smb2"],
  [0x786f4256, "vboxsf"],
]);

/** The name of the file system that a path lies on, where it tells no changes. */
export const findSilentFileSystem = (path: string): string | undefined => SILENT.get(statfsSync(path).type);
