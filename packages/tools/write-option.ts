import { closeSync, openSync, writeFileSync } from "node:fs";

/** Writes the file that an option names. @throws Error where it cannot be written */
export function writeOption(option: string, file: string, text: string): void {
  attempt(option, file, () => writeFileSync(file, text));
}

/** Looks whether the file that an option names can be written, before what takes long. @throws Error where it cannot */
export function requireWritable(option: string, file: string): void {
  attempt(option, file, () => closeSync(openSync(file, "a")));
}

function attempt(option: string, file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${option}: cannot be written (${code}), got '${file}'; name a file in a folder that exists`);
  }
}
