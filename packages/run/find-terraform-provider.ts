import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path, { join } from "node:path";
import { listFolder } from "./require-file";
import { listImpliedMirrors, listProgramPaths, nameConfigurationFile, type TerraformSystem } from "./terraform-paths";

/** A provider as Terraform's lock file names it. */
export interface ProviderAddress {
  /** Host, namespace and type: `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
}

/** Terraform and a provider on this machine, or what is missing of them. */
export type FoundTerraform =
  | {
      /** Path of Terraform's executable. */
      readonly terraform: string;
      /** Path of the provider's executable. */
      readonly provider: string;
    }
  | { readonly missing: string };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Terraform on the PATH and an unpacked provider where Terraform itself would look, or below /opt; it downloads
 * nothing.
 */
export function findTerraformProvider(address: ProviderAddress, environment: Environment): FoundTerraform {
  const terraform = listProgramPaths(
    environment["TERRAFORM_BINARY_NAME"] || "terraform",
    environment,
    describeSystem(environment),
  ).find((file) => existsSync(file));
  if (terraform === undefined) return { missing: "terraform is not on the PATH" };
  const [provider] = listPluginFolders(environment).flatMap((folder) => listExecutables(folder, address));
  if (provider === undefined) {
    return { missing: `provider ${address.source} ${address.version} is in no plugin folder of this machine` };
  }
  return { terraform, provider };
}

/** The executable of a provider in one plugin folder, in the unpacked layout. */
function listExecutables(folder: string, { source, version }: ProviderAddress): readonly string[] {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const unpacked = join(folder, source, version, `${platform}_${architecture}`);
  return listFolder(unpacked)
    .filter((name) => name.startsWith("terraform-provider-"))
    .map((name) => join(unpacked, name));
}

/** Where providers are kept, first what the user configured, then Terraform's implied mirrors, then folders below /opt. */
function listPluginFolders(environment: Environment): readonly string[] {
  const system = describeSystem(environment);
  return [
    ...readConfiguredFolders(nameConfigurationFile(environment, system)),
    environment["TF_PLUGIN_CACHE_DIR"] ?? "",
    ...listImpliedMirrors(environment, system),
    ...listFolder("/opt").flatMap((name) => ["", "plugins", "providers"].map((inner) => join("/opt", name, inner))),
  ].filter((folder) => folder !== "");
}

/** What of this machine decides where Terraform looks. */
export const describeSystem = (environment: Environment): TerraformSystem => ({
  platform: process.platform,
  home: environment["HOME"] ?? homedir(),
  path,
});

/** The mirrors and the cache that a command-line configuration of Terraform names; none where there is no such file. */
function readConfiguredFolders(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const mirrors = [...text.matchAll(/filesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]+)"/g)];
  const caches = [...text.matchAll(/^\s*plugin_cache_dir\s*=\s*"([^"]+)"/gm)];
  // HCL escapes the backslashes of Windows.
  return [...mirrors, ...caches].map((match) => (match[1] ?? "").replaceAll("\\\\", "\\"));
}
