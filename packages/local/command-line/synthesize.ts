import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join, relative, resolve as resolvePath, sep } from "node:path";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { isPackage } from "@sfn-websocket/run/invocation";
import { requireText } from "../require-text";

/**
 * Runs the app that `cdktf.json` names, as `cdktf synth` does but without its start-up time, and resolves to the folder
 * that holds the synthesized stacks.
 *
 * @throws Error with what the app printed, when it fails, or writes no stacks: those of an earlier run would be served.
 */
export async function synthesize(project: string, folder = findOutput(project)): Promise<string> {
  const { app, context = {} } = readConfiguration(project);
  const environment = { CDKTF_OUTDIR: folder, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
  const isWritten = watchManifest(folder, project);
  const child = spawn(app, { cwd: project, shell: true, env: { ...process.env, ...environment } });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => printed.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status === 0 && isWritten()) return folder;
  if (status === 0) throw new Error(describeNothing(app));
  const text = describeFailure(Buffer.concat(printed).toString(), project);
  throw new Error(text || `cdktf.json: 'app' fails, got status ${status} of '${app}'; correct it`);
}

/** The folder that `cdktf.json` names for synthesized stacks. */
export const findOutput = (project: string): string =>
  resolvePath(project, readConfiguration(project).output ?? "cdktf.out");

/**
 * Returns what tells whether the folder's manifest was written since; it gets the time 0 now, since some file systems
 * count in seconds.
 *
 * @throws Error where the folder cannot be written: the app would tell it in cdktf's words.
 */
function watchManifest(folder: string, project: string): () => boolean {
  const file = join(folder, "manifest.json");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    if (existsSync(file)) utimesSync(file, 0, 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `${relative(project, folder)}: cannot be written, got ${code}; let this user write there, or name another folder as 'output' in cdktf.json`,
    );
  }
  return () => existsSync(file) && statSync(file).mtimeMs > 0;
}

const LAST_CALL = isPackage ? "app.synth()" : "synthesizeApp(__dirname, STACKS)";

const describeNothing = (app: string): string =>
  `cdktf.json: 'app' synthesizes no stacks, got no new manifest.json of '${app}'; let it call ${LAST_CALL} before it ends`;

/**
 * What the validation of a construct has found, as cdktf tells it below a heading and above advice and a stack trace; of
 * a template, the lines after the first show what it renders.
 */
const REFUSED = /^  \[([^\]\s]+)\] (.+(?:\n(?!  \[[^\]\s]+\] |Validations allow|\s*$).+)*)/gm;

/** What the app printed, its files named from the project on, without the frames that are not the project's. */
export function describeFailure(printed: string, project: string): string {
  const text = printed.replaceAll(join(project, sep), "");
  const problems = [...text.matchAll(REFUSED)].map(([, path, problem]) => `error: ${path}: ${problem}`);
  if (problems.length > 0) return problems.join("\n");
  return text
    .split("\n")
    .filter((line) => !/^\s+at .*(?:node_modules|node:|packages[\\/]run[\\/])|^node:internal|^Node\.js v/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

interface CdktfConfiguration {
  readonly app: string;
  readonly output?: string;
  readonly context?: object;
}

function readConfiguration(project: string): CdktfConfiguration {
  const text = requireText("cdktf.json", () => readFileSync(join(project, "cdktf.json"), "utf8"));
  const configuration = parseJsonFile("cdktf.json", text) as Partial<CdktfConfiguration> | null;
  if (typeof configuration?.app === "string") return { ...configuration, app: configuration.app };
  throw new Error(
    `cdktf.json: 'app' is not a command, got ${JSON.stringify(configuration?.app) ?? "none"}; name the one that synthesizes, e.g. "${isPackage ? "npx ts-node" : "node packages/run"} main.ts"`,
  );
}
