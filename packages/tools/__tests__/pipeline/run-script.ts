import { execFile } from "node:child_process";
import { join } from "node:path";

const PROJECT = join(__dirname, "..", "..", "..", "..");

/** How a script ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of packages/tools/pipeline/ as a step does, with nothing of a pipeline's variables but those given. */
export function runScript(
  name: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(
    ([key]) => !/^(GITHUB|GITLAB|CI|PLAN|PULL|SMOKE|TF)(_|$)/.test(key),
  );
  const env = { ...Object.fromEntries(inherited), ...variables };
  const script = join("packages", "tools", "pipeline", name);
  const [file, ...before] = name.endsWith(".sh") ? [script] : [process.execPath, "packages/run", script];
  return new Promise((resolve) =>
    execFile(file ?? "", [...before, ...args], { cwd: PROJECT, env, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    ),
  );
}
