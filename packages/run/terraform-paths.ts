import type { PlatformPath } from "node:path";

/** What decides where Terraform and its files are. */
export interface TerraformSystem {
  readonly platform: NodeJS.Platform;
  /** The user's folder. */
  readonly home: string;
  /** `path.win32` on Windows, else `path.posix`. */
  readonly path: PlatformPath;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a program's file may end with on Windows, where PATHEXT does not say. */
const ENDINGS = ".COM;.EXE;.BAT;.CMD";

/** The files that a program of this name may be, in the order in which a shell looks for them. */
export function listProgramPaths(
  name: string,
  environment: Environment,
  { platform, path }: TerraformSystem,
): readonly string[] {
  const folders = (environment["PATH"] ?? environment["Path"] ?? "")
    .split(path.delimiter)
    .filter((each) => each !== "");
  const endings = platform === "win32" ? (environment["PATHEXT"] || ENDINGS).toLowerCase().split(";") : [];
  return folders.flatMap((folder) => ["", ...endings].map((ending) => path.join(folder, `${name}${ending}`)));
}

/**
 * Terraform's command-line configuration.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#locations documented
 */
export function nameConfigurationFile(environment: Environment, { platform, home, path }: TerraformSystem): string {
  if (environment["TF_CLI_CONFIG_FILE"]) return environment["TF_CLI_CONFIG_FILE"];
  if (platform === "win32") return path.join(nameAppData(environment, { home, path }), "terraform.rc");
  return path.join(home, ".terraformrc");
}

/**
 * The folders that Terraform takes for mirrors of providers without being told.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories documented
 */
export function listImpliedMirrors(environment: Environment, { platform, home, path }: TerraformSystem): string[] {
  if (platform === "win32") {
    const data = nameAppData(environment, { home, path });
    return [path.join(data, "terraform.d", "plugins"), path.join(data, "HashiCorp", "Terraform", "plugins")];
  }
  const data = environment["XDG_DATA_HOME"] || path.join(home, ".local", "share");
  return [
    path.join(home, ".terraform.d", "plugins"),
    ...(platform === "darwin" ? [path.join(home, "Library", "Application Support", "io.terraform", "plugins")] : []),
    ...[data, "/usr/local/share", "/usr/share"].map((share) => path.join(share, "terraform", "plugins")),
  ];
}

function nameAppData(environment: Environment, { home, path }: Pick<TerraformSystem, "home" | "path">): string {
  return environment["APPDATA"] || path.join(home, "AppData", "Roaming");
}
