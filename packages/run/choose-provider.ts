import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeSystem, findTerraformProvider } from "./find-terraform-provider";
import { nameConfigurationFile } from "./terraform-paths";

/** The provider that the stacks are made for. */
export const PROVIDER = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" };

/**
 * What Terraform is told of where AWS's provider comes from, as variables of its environment: nothing where it has settings
 * of its own, else a provider of this machine, else the registry. What was chosen is said in one line.
 *
 * @param folder where a command-line configuration may be written
 */
export function chooseProvider(
  folder: string,
  say: (line: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const configured = nameConfigurationFile(environment, describeSystem(environment));
  if (existsSync(configured)) {
    say(`provider: as ${configured} says`);
    return {};
  }
  const named = environment["TF_CLI_CONFIG_FILE"];
  if (named)
    say(`warning: TF_CLI_CONFIG_FILE: names no file, got '${named}'; a configuration of this command stands in for it`);
  const file = join(folder, "terraform.tfrc");
  const found = findTerraformProvider(PROVIDER, environment);
  if ("missing" in found) {
    say(`provider: from the registry (${found.missing})`);
    writeFileSync(file, "");
  } else {
    say(`provider: ${found.provider}`);
    // The mirror is what the provider's address, version, platform and file name stand below.
    const mirror = JSON.stringify(join(found.provider, "..", "..", "..", "..", "..", ".."));
    const other = `direct {\n    exclude = ["${PROVIDER.source}"]\n  }`;
    writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n  ${other}\n}\n`);
  }
  return { TF_CLI_CONFIG_FILE: file };
}
