import { cleanEnvironment, type Ended, runChild, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { collectSeldom } from "@sfn-websocket/run/terraform-memory";
import { REATTACH, serveProvider } from "@sfn-websocket/tools/faults/provider-proxy";

/** Terraform's environment in tests: it reaches AWS nowhere but at `endpoint`, with nobody's credentials. */
export function isolateEnvironment(endpoint: string, temporaryDirectory: string): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    ...collectSeldom(process.env),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    // The provider leaves its socket behind.
    TMPDIR: temporaryDirectory,
  };
}

/** A provider that runs once and serves every Terraform command: starting one for each takes seconds. */
export interface SharedProvider {
  /** Value of TF_REATTACH_PROVIDERS. This process stands between: nobody may wait for Terraform synchronously. */
  readonly reattach: string;
  /** The same with the provider itself, and all of its schemas. */
  readonly reattachWhole: string;
  stop(): void;
}

/**
 * Starts a provider's executable for the configurations below its folder of temporary files; fails when it ends, or does
 * not say within half a minute where it listens.
 */
export async function startProvider(executable: string, env: NodeJS.ProcessEnv): Promise<SharedProvider> {
  const child = startChild(executable, ["-debug"], { cwd: process.cwd(), env, isQuiet: true });
  const deadline = setTimeout(() => child.end("SIGKILL"), 30_000);
  const [, reattachWhole = ""] = await child.prints(REATTACH).finally(() => clearTimeout(deadline));
  const { TMPDIR } = env;
  if (TMPDIR === undefined) throw new Error("TMPDIR: is missing; see isolateEnvironment");
  const { reattach, close } = await serveProvider(reattachWhole, TMPDIR);
  const stop = () => {
    close();
    child.end("SIGKILL");
  };
  return { reattach, reattachWhole, stop };
}

/** Runs Terraform's commands in one directory. */
export interface TerraformRun {
  readonly terraform: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The changes that Terraform plans, without looking at AWS's resources; fails with what it printed when it fails. */
export async function planChanges(options: TerraformRun): Promise<readonly ResourceChange[]> {
  await runTerraform(options, "init", "-input=false", "-no-color");
  await runTerraform(options, "plan", "-input=false", "-lock=false", "-refresh=false", "-no-color", "-out=plan");
  const shown = JSON.parse(await runTerraform(options, "show", "-json", "plan")) as {
    resource_changes: ResourceChange[];
  };
  return shown.resource_changes;
}

/** Applies the configuration of the directory. */
export async function apply(options: TerraformRun): Promise<void> {
  await runTerraform(options, "init", "-input=false", "-no-color");
  await runTerraform(options, "apply", "-input=false", "-auto-approve", "-no-color");
}

/** The status of `plan -detailed-exitcode`: 0 where nothing would change, 2 where something would. */
export async function planStatus(options: TerraformRun): Promise<number> {
  const ended = await run(options, ["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
  if (ended.status === 0 || ended.status === 2) return ended.status;
  throw new TerraformFailure(ended);
}

/** What Terraform would do to one resource. */
export interface ResourceChange {
  readonly type: string;
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** A command that failed, with what it printed. */
class TerraformFailure extends Error {
  readonly stderr: string;

  constructor({ status, stdout, stderr }: Ended) {
    super(`terraform ended with status ${status}:\n${stdout}${stderr}`);
    this.stderr = stderr;
  }
}

/** Runs one command and resolves to what it printed; fails with that when it fails. */
export async function runTerraform(options: TerraformRun, ...args: readonly string[]): Promise<string> {
  const ended = await run(options, args);
  if (ended.status !== 0) throw new TerraformFailure(ended);
  return ended.stdout;
}

function run({ terraform, cwd, env }: TerraformRun, args: readonly string[]): Promise<Ended> {
  return runChild(terraform, args, { cwd, env, timeout: 180_000 });
}
