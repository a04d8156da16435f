import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type FoundSettings, listProviderNames, readJsonSettings, readSettings } from "./read-settings";
import { type Override, writeOverride } from "./write-override";

/** Read by Terraform after all others of a folder. */
export const OVERRIDE = "zzzz_this_machine_override.tf.json";
const LOCK = ".terraform.lock.hcl";
/** Large, or of tools: the copy has a link to it. */
const LINKED = /^(?:node_modules|\.git|\.venv)$/;
/** What the user's own Terraform keeps beside the configuration. */
const LEFT_OUT = /^\.terraform$|^\.terraform\.lock\.hcl$|\.tfstate(?:\..*)?$/;
/** A path that leads out of the folder, within a text: `${path.module}/../templates/a.vtl`, `../dist/${each.key}.zip`. */
const OUTWARD =
  /(\bsource"?\s*[=:]\s*)?"(?:\$\{path\.(module|root|cwd)\}\/)?((?:\.\.?\/)*\.\.(?:\/[^"$\n]*)?)("|\$\{)/g;
const SOURCE = /\bsource"?\s*[=:]\s*"(\.\.?\/[^"\n]*)"/g;

export interface CopyOptions {
  /** The user's folder, which is only read. */
  readonly folder: string;
  /** A folder of this program's. */
  readonly work: string;
  readonly endpoint: string;
}

export interface CopiedConfiguration {
  /** Where Terraform runs. */
  readonly folder: string;
  /** What of the configuration does not count here, a line each. */
  readonly told: Override["told"];
}

const isConfigurationFile = (name: string): boolean => /\.(?:tf|tofu)(?:\.json)?$/.test(name);

/** Whether a path is a folder that Terraform applies; one with a manifest is cdktf's. */
export function isConfigurationFolder(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isDirectory() || existsSync(join(path, "manifest.json"))) return false;
  return readdirSync(path).some(isConfigurationFile);
}

/**
 * Copies a configuration to where Terraform may write beside it. What stands beside the folder, and above it as far as
 * the configuration reaches, is there by links, so that paths such as `../modules/chat` lead where they led.
 */
export function copyConfiguration({ folder, work, endpoint }: CopyOptions): CopiedConfiguration {
  const origin = realpathSync(folder);
  const top = findTop(origin, listOutside(origin));
  const root = join(work, "configuration");
  const copy = join(root, relative(top, origin) || basename(origin));
  const lock = join(work, LOCK);
  if (existsSync(join(copy, LOCK))) copyFileSync(join(copy, LOCK), lock);
  else if (existsSync(join(origin, LOCK))) copyFileSync(join(origin, LOCK), lock);
  rmSync(root, { recursive: true, force: true });
  copyFolder(origin, copy, work);
  for (let inner = origin, made = copy; inner !== top; inner = dirname(inner), made = dirname(made))
    linkBeside(inner, dirname(made));
  if (existsSync(lock)) copyFileSync(lock, join(copy, LOCK));
  const settings = readAllSettings(origin);
  const state = join(work, "terraform.tfstate");
  const override = writeOverride({ settings, state, workspaces: join(work, "workspaces"), endpoint });
  writeFileSync(join(copy, OVERRIDE), override.text);
  return { folder: copy, told: override.told };
}

/** What the files of a folder say, by their names. */
export function readAllSettings(folder: string): ReadonlyMap<string, FoundSettings> {
  const files = readConfiguration(folder);
  const names = listProviderNames(files.map(([, text]) => text));
  return new Map(
    files.map(([file, text]) => [
      file,
      file.endsWith(".json") ? readJsonSettings(text, names) : readSettings(text, names),
    ]),
  );
}

function readConfiguration(folder: string): readonly (readonly [name: string, text: string])[] {
  const names = readdirSync(folder).filter((name) => isConfigurationFile(name) && name !== OVERRIDE);
  // Editors of Windows begin a text with a mark, which Terraform reads past. *Recorded* with Terraform 1.11.4.
  return names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8").replace(/^\ufeff/, "")]);
}

/** Files and folders outside that the configuration names, and that are there; those of its local modules too. */
export function listOutside(folder: string): readonly string[] {
  const origin = realpathSync(folder);
  const found = new Set<string>();
  const read = new Set<string>();
  const readModule = (module: string): void => {
    if (read.has(module) || !existsSync(module) || !statSync(module).isDirectory()) return;
    read.add(module);
    for (const [, text] of readConfiguration(module)) {
      for (const [, source, base, path = "", end] of text.matchAll(OUTWARD)) {
        // A source starts at its module, and what a function reads at the folder that Terraform runs in.
        const from = base === "module" || source !== undefined ? module : origin;
        // Of a path that goes on with what Terraform works out, the folder is known.
        const named = resolve(from, end === '"' ? path : path.replace(/[^/]*$/, ""));
        const isOut = named !== origin && !named.startsWith(origin + sep);
        if (isOut && existsSync(named)) found.add(named);
      }
      for (const [, path = ""] of text.matchAll(SOURCE)) readModule(resolve(module, path));
    }
  };
  readModule(origin);
  return [...found].sort();
}

/** The folder from which on everything is the configuration's: the repository's, or what all that it names lies in. */
function findTop(origin: string, outside: readonly string[]): string {
  const repository = findUp(origin, (folder) => existsSync(join(folder, ".git")));
  const holds = (folder: string) =>
    outside.every((each) => each === folder || each.startsWith(folder === sep ? sep : folder + sep));
  const shared = outside.length === 0 ? origin : (findUp(origin, holds) ?? origin);
  if (repository === undefined) return shared;
  return repository.length < shared.length ? repository : shared;
}

function findUp(folder: string, is: (folder: string) => boolean): string | undefined {
  if (is(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : findUp(above, is);
}

function copyFolder(from: string, to: string, work: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (LEFT_OUT.test(entry.name) || source === realpathSync(work)) continue;
    if (entry.isDirectory() && !LINKED.test(entry.name)) copyFolder(source, target, work);
    else if (entry.isFile()) copyFileSync(source, target);
    else if (existsSync(source)) link(realpathSync(source), target);
  }
}

/** Links to all that lies beside a folder. */
function linkBeside(folder: string, into: string): void {
  const beside = dirname(folder);
  for (const name of readdirSync(beside))
    if (name !== basename(folder) && existsSync(join(beside, name))) link(join(beside, name), join(into, name));
}

/**
 * A link to a folder, or to a file, which is copied where the user may not link to it: on Windows only to folders.
 * @see https://nodejs.org/api/fs.html#fssymlinktarget-path-type-callback documented: a junction is a folder of Windows'
 */
function link(source: string, target: string): void {
  if (statSync(source).isDirectory()) return symlinkSync(source, target, "junction");
  try {
    symlinkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    copyFileSync(source, target);
  }
}
