import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProjectClone } from "../first-hour/project-clone";
import { FOLDER } from "./lines";

/**
 * Installs packages into a folder of their own, where they are not there yet.
 *
 * @throws Error where npm cannot
 */
export async function installPackages(name: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(FOLDER, name);
  const manifest = join(folder, "package.json");
  const text = JSON.stringify({ private: true, dependencies });
  const done = join(folder, "node_modules", ".package-lock.json");
  if (existsSync(done) && readFileSync(manifest, "utf8") === text) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, text);
  await new ProjectClone(folder).succeed("npm install --no-audit --no-fund");
}
