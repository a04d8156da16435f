import { writeFileSync } from "node:fs";

/** Writes the file that `--plot` names. @throws Error where it cannot be written */
export function writePlot(file: string, svg: string): void {
  try {
    writeFileSync(file, svg);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`--plot: cannot be written (${code}), got '${file}'; name a file in a folder that exists`);
  }
}
