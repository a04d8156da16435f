import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What would choose another AWS, and what would have Terraform keep its things elsewhere. */
const LEFT_OUT = /^AWS_|^TF_(?:DATA_DIR$|CLI_ARGS|INPUT$)/;

/**
 * Terraform's environment: it reaches AWS nowhere but at `endpoint`, with nobody's credentials, and keeps its things in
 * `work`. Variables (`TF_VAR_…`), the workspace and the command-line configuration with its mirrors are the user's.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html documented: the environment comes first
 */
export function createEnvironment(own: NodeJS.ProcessEnv, work: string, endpoint: string): NodeJS.ProcessEnv {
  const empty = join(work, "no-credentials");
  mkdirSync(work, { recursive: true, mode: 0o700 });
  writeFileSync(empty, "");
  return {
    ...Object.fromEntries(Object.entries(own).filter(([name]) => !LEFT_OUT.test(name))),
    AWS_ENDPOINT_URL: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_CONFIG_FILE: empty,
    AWS_SHARED_CREDENTIALS_FILE: empty,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: own.AWS_REGION ?? own.AWS_DEFAULT_REGION ?? "us-east-1",
    CHECKPOINT_DISABLE: "1",
    TF_DATA_DIR: join(work, "data"),
    TF_IN_AUTOMATION: "1",
  };
}
