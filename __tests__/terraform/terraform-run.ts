import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Terraform's environment in tests: it reaches AWS nowhere but at `endpoint`, with nobody's credentials. */
export function isolateEnvironment(endpoint: string, temporaryDirectory: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|TF|CDKTF|WEBSOCKET_API)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    // The provider leaves its socket behind.
    TMPDIR: temporaryDirectory,
  };
}

/** A provider that runs once and serves every Terraform command: starting one for each takes seconds. */
export interface SharedProvider {
  /** Value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  stop(): void;
}

/** Starts a provider's executable; fails when it does not say within half a minute where it listens. */
export function startProvider(executable: string, environment: NodeJS.ProcessEnv): Promise<SharedProvider> {
  const child = spawn(executable, ["-debug"], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
  const stop = () => void child.kill("SIGKILL");
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      stop();
      reject(new Error("the provider does not start"));
    }, 30_000);
    let output = "";
    child.once("error", reject);
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
      const reattach = /TF_REATTACH_PROVIDERS='([^\n]+)'/.exec(output)?.[1];
      if (reattach === undefined) return;
      clearTimeout(deadline);
      resolve({ reattach, stop });
    });
  });
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
  try {
    await runTerraform(options, "plan", "-input=false", "-no-color", "-detailed-exitcode");
    return 0;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 2) return code;
    throw error;
  }
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

/** Runs one command and resolves to what it printed; fails with that when it fails. */
export async function runTerraform({ terraform, cwd, env }: TerraformRun, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(terraform, [...args], { cwd, env, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
