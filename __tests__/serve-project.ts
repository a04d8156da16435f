import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RUN, runChild, startChild } from "@sfn-websocket/run/__tests__/start-child";

const PROJECT = join(__dirname, "..");
const START = join(PROJECT, "packages", "local", "command-line", "index.ts");

/** What `main.ts` synthesizes, served. */
export interface ServedProject {
  /** The resources of all stacks, as cdktf's matchers take them: Terraform JSON as text. */
  readonly terraform: string;
  /** The keys of all routes. */
  readonly routeKeys: readonly string[];
  /** `ws://127.0.0.1:<port>/<stage>` of the first API. */
  readonly url: string;
  /** The first API's first key as a client sends it; empty where it asks for none. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the serving; resolves when it is over. */
  close(): Promise<void>;
}

/**
 * Synthesizes the project's `main.ts` as `cdktf.json` configures it, and serves that as `npm start` does; fails with
 * what is printed where something is wrong.
 *
 * @param flags of `npm start`: `--speed`, `--lambda`, `--mock`
 * @param chosen what the setting `stacks` says, where it is not `cdktf.json` that says it
 */
export async function serveProject(flags: readonly string[] = [], chosen?: string): Promise<ServedProject> {
  const output = mkdtempSync(join(tmpdir(), "routes-"));
  try {
    const stacks = await synthesizeProject(output, chosen);
    const server = startChild(process.execPath, [RUN, START, "--port", "0", ...flags, output], { cwd: PROJECT });
    const [printed, url = ""] = await server.prints(/: (ws:\S+)[^]*Ctrl-C stops\n/);
    const [, key] = /-H x-api-key:(\S+)/.exec(printed) ?? [];
    const headers: Readonly<Record<string, string>> = key === undefined ? {} : { "x-api-key": key };
    const close = async () => {
      server.end("SIGINT");
      await server.ended;
    };
    return {
      terraform: mergeStacks(stacks),
      routeKeys: [...new Set(stacks.flatMap(listRouteKeys))],
      url,
      headers,
      close,
    };
  } finally {
    rmSync(output, { recursive: true });
  }
}

async function synthesizeProject(output: string, chosen?: string): Promise<readonly Stack[]> {
  const { context = {} } = readJson(join(PROJECT, "cdktf.json")) as { context?: object };
  const given = chosen === undefined ? {} : { WEBSOCKET_API_STACKS: chosen };
  const env = { ...process.env, ...given, CDKTF_OUTDIR: output, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
  const { status, stdout, stderr } = await runChild(process.execPath, [RUN, "main.ts"], { cwd: PROJECT, env });
  if (status !== 0) throw new Error(`main.ts does not synthesize:\n${stdout}${stderr}`);
  const { stacks } = readJson(join(output, "manifest.json")) as { stacks: Record<string, Synthesized> };
  return Object.values(stacks).map((stack) => readJson(join(output, stack.synthesizedStackPath)) as Stack);
}

interface Synthesized {
  readonly synthesizedStackPath: string;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Resources by type and name. */
interface Stack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly route_key?: string }>>>>;
}

/** Stacks may have resources of one name. */
function mergeStacks(stacks: readonly Stack[]): string {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [index, { resource = {} }] of stacks.entries()) {
    for (const [type, named] of Object.entries(resource)) {
      const all = (merged[type] ??= {});
      for (const [name, attributes] of Object.entries(named)) all[`${name}_${index}`] = attributes;
    }
  }
  return JSON.stringify({ resource: merged });
}

function listRouteKeys({ resource = {} }: Stack): readonly string[] {
  return Object.values(resource["aws_apigatewayv2_route"] ?? {}).flatMap(({ route_key: key }) => key ?? []);
}
