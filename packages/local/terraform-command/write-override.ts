import type { FoundSettings } from "./read-settings";

/**
 * What of a block of AWS's provider would lead to another AWS or to credentials of somebody's, and what stands instead.
 * An attribute that is null is as if it were not there; a block can be replaced only.
 * @see https://developer.hashicorp.com/terraform/language/files/override documented; *recorded* with Terraform 1.11.4 and provider 5.100.0
 */
const REPLACED: Readonly<Record<string, (endpoint: string) => unknown>> = {
  access_key: () => "test",
  secret_key: () => "test",
  token: () => null,
  profile: () => null,
  shared_config_files: () => [],
  shared_credentials_files: () => [],
  allowed_account_ids: () => null,
  forbidden_account_ids: () => null,
  use_fips_endpoint: () => null,
  use_dualstack_endpoint: () => null,
  http_proxy: () => null,
  https_proxy: () => null,
  sts_region: () => null,
  // A role without an ARN is not assumed.
  assume_role: () => [{ role_arn: null }],
  assume_role_with_web_identity: () => [{ role_arn: null }],
  // What is not named here goes where AWS_ENDPOINT_URL says.
  endpoints: (endpoint) => [{ sts: endpoint }],
};

export interface Override {
  /** Text of a file that Terraform merges last. */
  readonly text: string;
  /** What does not count here, a line each. */
  readonly told: readonly string[];
}

export interface OverrideOptions {
  /** What the files of the configuration say, by their names. */
  readonly settings: ReadonlyMap<string, FoundSettings>;
  /** The file that keeps Terraform's state. */
  readonly state: string;
  /** The folder of the states of other workspaces. */
  readonly workspaces: string;
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
}

/** The file that has Terraform keep its state on this machine and reach no other AWS, whatever the configuration says. */
export function writeOverride({ settings, state, workspaces, endpoint }: OverrideOptions): Override {
  const backends = [...settings].flatMap(([file, { backend }]) =>
    backend === undefined ? [] : [`${file}: ${backend} is not used here: Terraform's state is in ${state}`],
  );
  const { blocks, told } = replaceProviders(settings, endpoint);
  const backend = { local: { path: state, workspace_dir: workspaces } };
  return { text: print({ terraform: { backend }, ...blocks }), told: [...backends, ...told] };
}

/** The file that has the provider blocks of a module reach no other AWS; undefined where none would. */
export function findModuleOverride(settings: OverrideOptions["settings"], endpoint: string): Override | undefined {
  const { blocks, told } = replaceProviders(settings, endpoint);
  return told.length === 0 ? undefined : { text: print(blocks), told };
}

const print = (override: object): string => `${JSON.stringify(override, null, 2)}\n`;

function replaceProviders(settings: OverrideOptions["settings"], endpoint: string) {
  const told: string[] = [];
  const blocks = new Map<string, readonly object[]>();
  for (const [file, { providers }] of settings) {
    for (const { provider, alias, names } of providers) {
      const replaced = names.filter((name) => Object.hasOwn(REPLACED, name));
      if (replaced.length === 0) continue;
      told.push(
        `${file}: provider ${provider}${alias === undefined ? "" : `.${alias}`}: not used here: ${replaced.join(", ")}`,
      );
      const members = replaced.map((name) => [name, REPLACED[name]?.(endpoint)] as const);
      const block = { ...(alias !== undefined && { alias }), ...Object.fromEntries(members) };
      blocks.set(provider, [...(blocks.get(provider) ?? []), block]);
    }
  }
  return { blocks: told.length > 0 ? { provider: Object.fromEntries(blocks) } : {}, told };
}
