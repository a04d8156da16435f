import { closeSync, openSync, writeFileSync } from "node:fs";

/** Writes the file that an option names. @param option by default `--plot` @throws Error where it cannot be written */
export function writePlot(file: string, text: string, option = "--plot"): void {
  attempt(file, option, () => writeFileSync(file, text));
}

/** Looks whether the file that an option names can be written, before what takes long. @throws Error where it cannot */
export function requireWritable(file: string, option: string): void {
  attempt(file, option, () => closeSync(openSync(file, "a")));
}

function attempt(file: string, option: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${option}: cannot be written (${code}), got '${file}'; name a file in a folder that exists`);
  }
}

/** A text as an attribute or a text of XML takes it. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
