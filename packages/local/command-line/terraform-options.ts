import { isConfigurationFolder } from "../terraform-command/copy-configuration";

const TERRAFORM_OPTIONS = ["var", "var-file", "allow-provider", "before"] as const;

type TerraformValues = Readonly<Record<(typeof TERRAFORM_OPTIONS)[number], readonly string[]>> & {
  readonly "emulated-only": boolean;
};

/** Refuses options that say how a folder is applied, where none is. */
export function requireNoTerraformOptions(values: TerraformValues): void {
  const given = TERRAFORM_OPTIONS.find((name) => values[name].length > 0);
  if (given !== undefined)
    throw new Error(
      `--${given}: goes with a folder of Terraform's files, got '${values[given].join(", ")}'; name one, or drop it`,
    );
  if (values["emulated-only"])
    throw new Error("--emulated-only: goes with a folder of Terraform's files, got none; name one, or drop it");
}

/** A folder that Terraform applies. */
export function requireFolder(path: string): string {
  if (isConfigurationFolder(path)) return path;
  throw new Error(
    `--before: not a folder of Terraform's files, got '${path}'; name one that has *.tf or *.tf.json files`,
  );
}
