import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";
import { STATUS } from "@sfn-websocket/run/command";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";

/** One synthesis of the project's app. */
export interface AppRun {
  /** The folder that holds `cdktf.json`. */
  readonly project: string;
  /** The stack's name in `main.ts`. */
  readonly stack: string;
  /** The folder that is written to. */
  readonly output: string;
  /** What it is told beside the settings of this process. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a stack was synthesized to. */
export interface SynthesizedStack {
  /** The stack's own name in the app; undefined where a folder is read. */
  readonly id?: string;
  readonly configuration: JsonObject;
  /** The folder that paths in it start from. */
  readonly folder: string;
}

/** Thrown where nobody can be asked for the stack: there is none of its name, or no app that runs. */
export class NoStackError extends Error {}

/**
 * Runs the app that `cdktf.json` names for one stack alone, as cdktf does.
 *
 * @throws Error with what the app printed, when it fails; and where it makes more stacks of the name than one
 */
export async function runApp({ project, stack, output, settings }: AppRun): Promise<SynthesizedStack> {
  const { app, context } = readProject(project);
  const env = {
    ...process.env,
    ...settings,
    WEBSOCKET_API_STACKS: stack,
    CDKTF_OUTDIR: output,
    CDKTF_CONTEXT_JSON: JSON.stringify(context),
  };
  const { status, printed } = await runToEnd(app, project, env);
  const advice = UNKNOWN_STACK.exec(printed)?.[1];
  if (advice !== undefined) throw new NoStackError(`STACK: the app has none of that name, got '${stack}'; ${advice}`);
  if (status !== 0) {
    const message = printed.trim() || `cdktf.json: 'app' fails, got status ${status} of '${app}'; correct it`;
    // As the commands of this project end where they cannot begin, of which its app is one.
    throw status === STATUS.refused ? new NoStackError(message) : new Error(message);
  }
  const { id, path } = requireStack(readObject(join(output, "manifest.json")), stack);
  const folder = join(output, path);
  return { id, configuration: readObject(join(folder, "cdk.tf.json")), folder };
}

/** What an app of this project says of the variable by which it is told the stack. */
const UNKNOWN_STACK = /^error: [^\n]*'WEBSOCKET_API_STACKS': value is not a list of stacks, .*; (.*)$/m;

async function runToEnd(app: string, cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(app, { cwd, env, shell: true });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => printed.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { status, printed: Buffer.concat(printed).toString() };
}

function readProject(project: string): { readonly app: string; readonly context: Json } {
  const file = join(project, "cdktf.json");
  if (!existsSync(file)) {
    throw new NoStackError("cdktf.json: is not in this folder; run the command where it is");
  }
  const { app, context = {} } = readObject(file);
  if (typeof app === "string") return { app, context };
  throw new NoStackError(
    `cdktf.json: 'app' is not a command, got ${JSON.stringify(app) ?? "none"}; name the one that synthesizes`,
  );
}

/** The only stack, and its folder. */
function requireStack(manifest: JsonObject, stack: string): { readonly id: string; readonly path: string } {
  const stacks = isJsonObject(manifest["stacks"]) ? manifest["stacks"] : {};
  const id = requireId(Object.keys(stacks), stack);
  const found = stacks[id];
  const path = isJsonObject(found) ? found["workingDirectory"] : undefined;
  return { id, path: typeof path === "string" ? path : join("stacks", id) };
}

/** The id of the only stack of a name: the name itself, or with an environment and a region after it. */
function requireId(ids: readonly string[], stack: string): string {
  const [first, ...others] = ids.includes(stack) ? [stack] : ids.filter((id) => id.startsWith(`${stack}-`));
  if (first === undefined) {
    const advice = suggestName(stack, ids, `name one of ${listNames(ids)}`);
    throw new NoStackError(`STACK: the app synthesizes none of that name, got '${stack}'; ${advice}`);
  }
  if (others.length === 0) return first;
  throw new NoStackError(
    `STACK: there are several of '${stack}', got ${[first, ...others].join(", ")}; choose by WEBSOCKET_API_ENVIRONMENT and WEBSOCKET_API_REGION`,
  );
}

/**
 * What a folder of `cdktf.out/stacks` holds.
 *
 * @throws Error where it holds no stack
 */
export function readSynthesized(folder: string): SynthesizedStack {
  const file = join(folder, "cdk.tf.json");
  if (existsSync(file)) return { configuration: readObject(file), folder };
  throw new NoStackError(`${folder}: holds no cdk.tf.json; name a folder of cdktf.out/stacks, or a stack of the app`);
}

function readObject(file: string): JsonObject {
  const value = parseJsonFile(file, readFileSync(file, "utf8"));
  if (isJsonObject(value)) return value;
  throw new Error(`${file}: is not a JSON object, got ${JSON.stringify(value)}; synthesize it anew`);
}
