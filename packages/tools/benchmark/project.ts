import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { placeProgram, type Program, startServer } from "./servers";
import { askOnce } from "./sockets";

/** A project of a user's. */
export interface OwnProject {
  readonly folder: string;
  /** `npm start` in it. */
  readonly start: Program;
}

const ROOT_FILES = ["main.ts", "stacks", "workflows", "cdktf.json", "package.json", "tsconfig.json"];

/** A copy of the project's own files, beside which its packages lie as links. */
export function createProject(project: string, parent: string): OwnProject {
  const folder = join(parent, "project");
  mkdirSync(folder);
  for (const name of ROOT_FILES) cpSync(join(project, name), join(folder, name), { recursive: true });
  for (const name of ["packages", "node_modules"]) symlinkSync(join(project, name), join(folder, name));
  writeWorkflow(folder, "first");
  const start = { command: "npm", argv: ["start", "--", "--port", "0"], cwd: folder };
  return { folder, start };
}

const writeWorkflow = (folder: string, Result: string) =>
  writeFileSync(
    join(folder, "workflows", "wait.asl.json"),
    JSON.stringify({ StartAt: "Answer", States: { Answer: { Type: "Pass", Result, End: true } } }),
  );

/** Milliseconds that npm itself takes to run a script, here one that does nothing. */
export function timeNpm(parent: string): number {
  const folder = join(parent, "nothing");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { start: ":" } }));
  const [file, args] = placeProgram(["npm", "start"], false);
  return time(() => spawnSync(file, args, { cwd: folder }));
}

/** Milliseconds that a Node.js program takes. */
export function timeProgram(project: string, argv: readonly string[], output: string): number {
  const env = { ...process.env, CDKTF_OUTDIR: output, CDKTF_CONTEXT_JSON: "{}" };
  const [file, args] = placeProgram([process.execPath, ...argv], false);
  return time(() => {
    const { status, stderr } = spawnSync(file, args, { cwd: project, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${argv.join(" ")}: ended with status ${status}, got '${stderr}'`);
  });
}

function time(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** Milliseconds from the saving of a workflow to the first message that it answers. */
export async function timeSaved({ folder, start }: OwnProject): Promise<number> {
  const server = await startServer(start);
  try {
    const result = `saved ${Math.random()}`;
    writeWorkflow(folder, result);
    const saved = performance.now();
    while (!(await askOnce(server.url)).includes(result)) await new Promise((resolve) => setTimeout(resolve, 5));
    return performance.now() - saved;
  } finally {
    await server.stop();
  }
}
