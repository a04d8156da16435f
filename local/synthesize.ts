import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve as resolvePath } from "node:path";

/**
 * Runs the app that `cdktf.json` names, as `cdktf synth` does but without its start-up time, and resolves to the folder
 * that holds the synthesized stacks: `output`, else the one that `cdktf.json` names.
 *
 * @throws Error with what the app printed, when it fails.
 */
export async function synthesize(project: string, output?: string): Promise<string> {
  const { app, context = {}, ...configuration } = readConfiguration(project);
  const folder = resolvePath(project, output ?? configuration.output ?? "cdktf.out");
  const environment = { CDKTF_OUTDIR: folder, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
  const child = spawn(app, { cwd: project, shell: true, env: { ...process.env, ...environment } });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => printed.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status !== 0) throw new Error(Buffer.concat(printed).toString().trim() || `'${app}' ended with status ${status}`);
  return folder;
}

interface CdktfConfiguration {
  readonly app: string;
  readonly output?: string;
  readonly context?: object;
}

function readConfiguration(project: string): CdktfConfiguration {
  const file = join(project, "cdktf.json");
  try {
    const configuration = JSON.parse(readFileSync(file, "utf8")) as Partial<CdktfConfiguration>;
    if (typeof configuration.app === "string") return { ...configuration, app: configuration.app };
  } catch (error) {
    throw new Error(`${file}: not readable, got '${(error as Error).message}'; run this in the project's folder`);
  }
  throw new Error(
    `${file}: 'app' is required, got none; name the command that synthesizes, e.g. "node --import tsx main.ts"`,
  );
}
