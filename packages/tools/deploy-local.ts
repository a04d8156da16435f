import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path, { join } from "node:path";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { readColumns } from "@sfn-websocket/run/terminal";
import { describeCalls } from "./deploy-local/list-addresses";
import { COMMANDS, type Options, readOptions, USAGE } from "./deploy-local/options";
import { createProgress } from "./deploy-local/progress";
import { describeFailure, runCdktf } from "./deploy-local/run-cdktf";
import { LOCAL_ENDPOINT } from "./smoke/local-deployments";
import { nameConfigurationFile } from "./terraform-paths";
import { findTerraformProvider } from "./find-terraform-provider";

/** Milliseconds until an endpoint that does not answer counts as none. */
const PATIENCE = 5_000;

const PROVIDER = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" };

void runCommand({ name: "npm run deploy:local", usage: USAGE, readOptions, run: runLocally });

async function runLocally({ name, endpoint, prefix }: Options): Promise<number> {
  await readPage(endpoint);
  const folder = mkdtempSync(join(tmpdir(), "deploy-local-"));
  const output = `cdktf.out.${prefix}`;
  const columns = isDrawnOver(process.stdout) ? readColumns(process.stdout, process.env) : undefined;
  const print = (text: string) => void process.stdout.write(text);
  try {
    const { status, printed } = await runCdktf({
      // A folder of its own: `npm start` and deployments to AWS are left alone.
      command: [...(COMMANDS[name] ?? []), "--output", output],
      env: { ...isolateEnvironment(endpoint, prefix), ...chooseProvider(folder) },
      progress: createProgress({ write: print, columns }),
      isPrinted: name === "diff",
      print,
    });
    if (status !== 0) {
      process.stderr.write(describeFailure(printed));
      return STATUS.no;
    }
    if (name !== "deploy") return STATUS.done;
    // So that `npm run smoke` finds what was deployed here.
    writeFileSync(join(output, LOCAL_ENDPOINT), `${JSON.stringify({ endpoint })}\n`);
    print(describeCalls(await readPage(endpoint)));
    return STATUS.done;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the endpoint says of itself. */
async function readPage(endpoint: string): Promise<string> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const page = await fetch(endpoint, { signal, headers: { accept: "text/plain" } });
    return await page.text();
  } catch {
    throw new Error(`--endpoint: nothing answers, got '${endpoint}'; start it with 'npm run endpoint'`);
  }
}

/** Whether a line can be taken back there. */
const isDrawnOver = ({ isTTY }: NodeJS.WriteStream): boolean => isTTY && process.env.TERM !== "dumb";

/**
 * Terraform reaches AWS nowhere but at `endpoint`, with nobody's credentials, and no state but its own; a user's
 * `ignore_configured_endpoint_urls` does not count.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html documented: the environment comes first
 */
function isolateEnvironment(endpoint: string, prefix: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: process.env.AWS_REGION ?? "us-east-1",
    CHECKPOINT_DISABLE: "1",
    WEBSOCKET_API_BACKEND: "local",
    WEBSOCKET_API_RESOURCE_PREFIX: prefix,
  };
}

/** Terraform's own settings where there are some, else a provider of this machine, else the registry. */
function chooseProvider(folder: string): NodeJS.ProcessEnv {
  const system = { platform: process.platform, home: homedir(), path };
  const configured = nameConfigurationFile(process.env, system);
  if (existsSync(configured)) {
    process.stderr.write(`provider: as ${configured} says\n`);
    return {};
  }
  if (process.env["TF_CLI_CONFIG_FILE"])
    process.stderr.write(
      `warning: TF_CLI_CONFIG_FILE: names no file, got '${configured}'; a configuration of this command stands in for it\n`,
    );
  const file = join(folder, "terraform.tfrc");
  const found = findTerraformProvider(PROVIDER, process.env);
  if ("missing" in found) {
    process.stderr.write(`provider: from the registry (${found.missing})\n`);
    writeFileSync(file, "");
  } else {
    process.stderr.write(`provider: ${found.provider}\n`);
    // The mirror is what the provider's address, version, platform and file name stand below.
    const mirror = join(found.provider, "..", "..", "..", "..", "..", "..");
    writeFileSync(
      file,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
  }
  return { TF_CLI_CONFIG_FILE: file };
}
