import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { OVERRIDE, readAllSettings } from "./copy-configuration";
import { findModuleOverride } from "./write-override";

interface Initialized {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Writes lines of progress. */
  readonly print: (text: string) => void;
}

/** The list of modules that Terraform writes at `init`. *Recorded* with Terraform 1.11.4. */
interface Installed {
  readonly Modules: readonly { readonly Key: string; readonly Dir: string }[];
}

/**
 * Has the provider blocks of modules reach no other AWS: of those that were downloaded, and of those that lie in the copy.
 *
 * @throws Error for a module that lies elsewhere, which is the user's own and stays as it is.
 */
export function overrideModules({ folder, env, print }: Initialized): void {
  const { TF_DATA_DIR: data = "", AWS_ENDPOINT_URL: endpoint = "" } = env;
  const list = join(data, "modules", "modules.json");
  if (!existsSync(list)) return;
  const work = realpathSync(dirname(data)) + sep;
  const { Modules: modules } = JSON.parse(readFileSync(list, "utf8")) as Installed;
  for (const { Key: name, Dir } of modules) {
    const module = resolve(folder, Dir);
    if (name === "" || !existsSync(module)) continue;
    const override = findModuleOverride(readAllSettings(module), endpoint);
    if (override === undefined) continue;
    const told = override.told.map((line) => `module '${name}': ${line}`);
    if (!realpathSync(module).startsWith(work))
      throw new Error(`${told.join("; ")}; hand the module its provider by 'providers', or move it into the folder`);
    for (const line of told) print(`${line}\n`);
    writeFileSync(join(module, OVERRIDE), override.text);
  }
}
