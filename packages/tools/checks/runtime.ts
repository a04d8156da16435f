import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import { type Server, startServer, stopServers } from "../benchmark/servers";
import { findFreePort, type Inspector, openInspector } from "../soak/inspector";

const PROJECT = join(__dirname, "..", "..", "..");
const ADDRESS = /(?:http|ws):\/\/127\.0\.0\.1:\d+(?:\/api)?/;
/** The stage's, which is not the debugger's. */
const STAGE = /ws:\/\/127\.0\.0\.1:\d+\/api/;

/** Milliseconds in which a program that cannot start has to say so. */
const PATIENCE = 60_000;

/** How the runtime is started. */
export interface Start {
  /** What `npm start` would be given. */
  readonly argv: readonly string[];
  /** Options of Node.js. @default none */
  readonly node?: readonly string[];
  /** A program that starts it, with that program's arguments: `unshare`, `sh`. @default none */
  readonly by?: readonly string[];
  /** Its address among what it prints. @default the first that it serves at */
  readonly address?: RegExp;
}

/** What is executed for that. */
export function listArguments({ argv, node = [], by = [] }: Start): [command: string, ...argv: string[]] {
  const index = join(PROJECT, "packages", "local", "command-line", "index.ts");
  const line = [...by, process.execPath, ...node, join(PROJECT, "packages", "run"), index, ...argv];
  return line as [string, ...string[]];
}

/** Starts it on a free port, or on the one that is given, and resolves when it has printed its address. */
export function startRuntime(start: Start): Promise<Server> {
  const [command, ...argv] = listArguments(start);
  return startServer({ command, argv, cwd: PROJECT, address: start.address ?? ADDRESS });
}

/** Starts it with a debugger, which is connected to. */
export async function startInspected(
  argv: readonly string[],
): Promise<{ readonly server: Server; readonly inspector: Inspector }> {
  const port = await findFreePort();
  const server = await startRuntime({ argv: [`--inspect=${port}`, ...argv], address: STAGE });
  return { server, inspector: await openInspector(port) };
}

/** Starts it where it cannot go on: how it ends, and what it says. */
export function startInVain(start: Start): { readonly status: number | null; readonly said: string } {
  const [command, ...argv] = listArguments(start);
  const options = { cwd: PROJECT, encoding: "utf8", timeout: PATIENCE } as const;
  const { status, stdout, stderr } = spawnSync(command, argv, options);
  return { status, said: `${stdout}${stderr}` };
}

/** Whether the system lets anybody have mounts or networks of their own, which harm nobody else's. */
export function hasNamespaces(...kinds: readonly string[]): boolean {
  return spawnSync("unshare", ["--user", "--map-root-user", ...kinds, "true"]).status === 0;
}

/** Runs with a folder of its own; whatever it has started is stopped, and the folder removed. */
export async function inFolder<Result>(run: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = makeTemporaryFolder("faults");
  try {
    return await run(folder);
  } finally {
    await stopServers();
    rmSync(folder, { recursive: true, force: true });
  }
}
