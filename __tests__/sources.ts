import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const PROJECT = join(__dirname, "..");
const PACKAGES = "@sfn-websocket/";

/** The TypeScript files of the user and of the packages, without tests, types alone and what is built; each by its path in the project. */
export const SOURCES: readonly string[] = ["main.ts", ...["stacks", "packages"].flatMap(listFolder)].filter(
  (file) => isTypeScript(file) && !/(^|\/)(__tests__|node_modules|dist)\//.test(file),
);

/** All that stands in a folder of the project. */
export function listFolder(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
}

export function isTypeScript(file: string): boolean {
  return /(?<!\.d)\.(m?ts|tsx)$/.test(file);
}

export function readSource(file: string): string {
  return readFileSync(join(PROJECT, file), "utf8");
}

/** Every name that a text imports: by `import`, `import()`, `import type`, `export … from`, `require` and `import("…").Type`. */
export function listNames(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const names = code.matchAll(/(?<!\.)\b(?:from|import|require(?:\.resolve)?)\s*\(?\s*["'`]([@.\w][\w@./-]*)["'`]/g);
  return [...names].map(([, name = ""]) => name);
}

/** The project's path, without its ending, of what a file imports by a name; undefined for a package of npm. */
export function findPath(file: string, name: string): string | undefined {
  if (name.startsWith(PACKAGES)) return `packages/${name.slice(PACKAGES.length)}`;
  if (name.startsWith(".")) return normalize(join(dirname(file), name)).replace(/\.(m?ts|tsx)$/, "");
  return undefined;
}
