import { join } from "node:path";
import { type Ended, runChild } from "@sfn-websocket/run/__tests__/start-child";

const PROJECT = join(__dirname, "..", "..", "..", "..");

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
  return runChild(file ?? "", [...before, ...args], { cwd: PROJECT, env, timeout: 30_000 });
}
