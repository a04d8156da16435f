import { join } from "node:path";
import { type Ended, RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";

const PROJECT = join(__dirname, "..", "..", "..", "..");

export interface SmokeRun {
  /** @default the project */
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs `npm run smoke -- ...` as a process of its own, so that the test may serve what it asks. */
export function runSmoke(
  argv: readonly string[],
  { cwd = PROJECT, input = "", env = {} }: SmokeRun = {},
): Promise<Ended> {
  const { SMOKE_API_KEY: _, ...inherited } = process.env;
  const argvOfNode = [RUN, join(PROJECT, "packages", "tools", "smoke.ts"), ...argv];
  return runChild(process.execPath, argvOfNode, { cwd, env: { ...inherited, ...env }, input, timeout: 20_000 });
}
