import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

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
  const terraform = findExecutable(environment["TERRAFORM_BINARY_NAME"] || "terraform", environment);
  if (terraform === undefined) return { missing: "terraform is not on the PATH" };
  const [provider] = listPluginFolders(environment).flatMap((folder) => listExecutables(folder, address));
  if (provider === undefined) {
    return { missing: `provider ${address.source} ${address.version} is in no plugin folder of this machine` };
  }
  return { terraform, provider };
}

function findExecutable(name: string, environment: Environment): string | undefined {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** The executable of a provider in one plugin folder, in the unpacked layout. */
function listExecutables(folder: string, { source, version }: ProviderAddress): readonly string[] {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const unpacked = join(folder, source, version, `${platform}_${architecture}`);
  return list(unpacked)
    .filter((name) => name.startsWith("terraform-provider-"))
    .map((name) => join(unpacked, name));
}

/**
 * Where providers are kept, first what the user configured, then Terraform's implied mirrors, then folders below /opt.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories documented
 */
function listPluginFolders(environment: Environment): readonly string[] {
  const home = environment["HOME"] ?? homedir();
  const configuration = environment["TF_CLI_CONFIG_FILE"] || join(home, ".terraformrc");
  return [
    ...readConfiguredFolders(configuration),
    environment["TF_PLUGIN_CACHE_DIR"] ?? "",
    join(home, ".terraform.d", "plugins"),
    join(environment["XDG_DATA_HOME"] || join(home, ".local", "share"), "terraform", "plugins"),
    ...["/usr/local/share", "/usr/share"].map((share) => join(share, "terraform", "plugins")),
    ...list("/opt").flatMap((name) => ["", "plugins", "providers"].map((inner) => join("/opt", name, inner))),
  ].filter((folder) => folder !== "");
}

/** The mirrors and the cache that a command-line configuration of Terraform names; none where there is no such file. */
function readConfiguredFolders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  const mirrors = [...text.matchAll(/filesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]+)"/g)];
  const caches = [...text.matchAll(/^\s*plugin_cache_dir\s*=\s*"([^"]+)"/gm)];
  return [...mirrors, ...caches].map((match) => match[1] ?? "");
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
