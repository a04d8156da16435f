import { existsSync } from "node:fs";

/** What a package holds in place of a file of TypeScript, the JavaScript of that name; undefined in the project itself. */
export function findCompiled(file: string): string | undefined {
  const compiled = file.replace(/\.ts$/, ".js");
  return existsSync(compiled) ? compiled : undefined;
}
