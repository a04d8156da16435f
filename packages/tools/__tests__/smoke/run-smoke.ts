import { spawn } from "node:child_process";
import { join } from "node:path";

const PROJECT = join(__dirname, "..", "..", "..", "..");

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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
  const child = spawn(
    process.execPath,
    [join(PROJECT, "packages", "run"), join(PROJECT, "packages", "tools", "smoke.ts"), ...argv],
    { cwd, env: { ...inherited, ...env }, timeout: 20_000 },
  );
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout?.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr?.push(chunk));
  // It may end without having read.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({ status, stdout: String(Buffer.concat(stdout ?? [])), stderr: String(Buffer.concat(stderr ?? [])) }),
    );
  });
}
