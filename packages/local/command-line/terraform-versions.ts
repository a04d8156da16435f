import { join } from "node:path";
import { chooseProvider } from "@sfn-websocket/run/choose-provider";
import { collectSeldom } from "@sfn-websocket/run/terraform-memory";
import { copyConfiguration, listOutside } from "../terraform-command/copy-configuration";
import { createEnvironment } from "../terraform-command/environment";
import { createTerraform, type TerraformCommand } from "../terraform-command/run-terraform";
import { fingerprint } from "./fingerprint";
import type { Options } from "./options";
import { createTellNew } from "./tell-change";
import { print } from "./terminal";

export interface VersionOptions {
  readonly options: Options;
  readonly program: string;
  readonly work: string;
  readonly endpoint: string;
}

interface FolderOptions extends VersionOptions {
  readonly folder: string;
  /** `-var` and `-var-file`, as Terraform takes them. */
  readonly variables: readonly string[];
  readonly provider: ReturnType<typeof createProviderChoice>;
}

/** The versions of configurations, each applied by the user's Terraform. */
export interface Versions {
  /** Applies what the folder holds now. Rejects with Terraform's words. */
  make(): Promise<void>;
  /** Has Terraform finish what it is doing, and begin nothing more. */
  stop(): Promise<void>;
  isStopped(): boolean;
  /**
   * Whether anything differs from what was applied last. Terraform writes there too, an `archive_file` of a module outside
   * of the folder at each apply: what it writes the same again would be applied for ever.
   */
  isOutdated(): boolean;
  /** The folder, and all outside of it that decides what is applied. */
  watched(): readonly string[];
}

/** The folder that is served, after those that make what it looks up. */
export function createVersions(given: VersionOptions): Versions {
  const { before, path = ".", variables } = given.options;
  const provider = createProviderChoice(given.work);
  const first = before.map((folder, index) => ({
    folder,
    variables: [],
    work: join(given.work, "before", `${index}`),
  }));
  return inOrder(
    [...first, { folder: path, variables, work: given.work }].map((each) =>
      createVersion({ ...given, ...each, provider }),
    ),
  );
}

/** Makes each version that is outdated, and all that come after one that was made: they may look up what it makes. */
function inOrder(versions: readonly Versions[]): Versions {
  return {
    isStopped: () => versions.some((version) => version.isStopped()),
    isOutdated: () => versions.some((version) => version.isOutdated()),
    watched: () => versions.flatMap((version) => version.watched()),
    async make() {
      const first = versions.findIndex((version) => version.isOutdated());
      for (const version of versions.slice(first)) await version.make();
    },
    async stop() {
      await Promise.all(versions.map((version) => version.stop()));
    },
  };
}

function createVersion({ options, folder, variables, program, work, endpoint, provider }: FolderOptions): Versions {
  const { allowedProviders: allowed, before } = options;
  const files = variables.flatMap((text) => /^-var-file=(.*)$/.exec(text)?.[1] ?? []);
  let terraform: TerraformCommand | undefined;
  let isStopped = false;
  const unemulated = options.isEmulatedOnly ? { found: new Set<string>(), told: new Set<string>() } : undefined;
  const given = { program, variables, allowed, unemulated, print };
  const tellNew = createTellNew((line) => print(`${line}\n`));
  let outside: readonly string[] = [];
  let applied: string | undefined;
  const watched = (): readonly string[] => [folder, ...files, ...outside];
  return {
    isStopped: () => isStopped,
    isOutdated: () => applied !== fingerprint(watched()),
    watched,
    async make() {
      if (isStopped) return;
      const began = Date.now();
      const env = createEnvironment({ ...process.env, ...collectSeldom(process.env) }, work, endpoint);
      provider.choose();
      outside = listOutside(folder);
      applied = fingerprint(watched());
      const copied = copyConfiguration({ folder, work, endpoint });
      tellNew(copied.told);
      await provider.apply((chosen) => {
        terraform = createTerraform({ ...given, folder: copied.folder, env: { ...env, ...chosen } });
        return terraform.apply();
      });
      print(`${before.length > 0 ? `${folder} ` : ""}applied in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    },
    async stop() {
      isStopped = true;
      await terraform?.stop();
    },
  };
}

/** Whether Terraform found no AWS provider of the version that is asked for; its words are broken into lines anywhere. */
export const lacksAwsProvider = (message: string): boolean =>
  /query available provider packages/i.test(message) && /\bprovider\s+hashicorp\/aws\b/.test(message);

/** What of Terraform's environment says where AWS's provider comes from: chosen once, and given up where it is another version. */
function createProviderChoice(work: string) {
  let chosen: Readonly<Record<string, string>> | undefined;
  const choose = () => (chosen ??= chooseProvider(work, (line) => print(`${line}\n`)));
  return {
    choose,
    async apply(applyWith: (provider: Readonly<Record<string, string>>) => Promise<void>): Promise<void> {
      const provider = choose();
      await applyWith(provider).catch((error: Error) => {
        // The provider that was found is of another version than the configuration asks for.
        if (!lacksAwsProvider(error.message) || provider["TF_CLI_CONFIG_FILE"] === undefined) throw error;
        chosen = {};
        print("provider: from the registry, since the one of this machine is not what the configuration asks for\n");
        return applyWith(chosen);
      });
    },
  };
}
