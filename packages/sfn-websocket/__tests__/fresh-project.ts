import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Child, type Ended, runChild, startChild } from "@sfn-websocket/run/__tests__/start-child";

const PACKAGE = join(__dirname, "..");

/** A project of somebody who has this package from a tarball, and nothing of this repository. */
export interface FreshProject {
  readonly folder: string;
  /** Writes a file of the project. */
  write(name: string, text: string): void;
  /** Runs a program that is installed in the project, to its end. */
  run(program: string, ...argv: readonly string[]): Promise<Ended>;
  /** Runs Node.js in the project, to its end. */
  runNode(...argv: readonly string[]): Promise<Ended>;
  /** Starts one that goes on. */
  start(program: string, ...argv: readonly string[]): Child;
}

/** Why npm's registry is of no use to a test; undefined where it answers. */
export function refuseRegistry(): string | undefined {
  const argv = ["view", "dynalite@4", "version", "--fetch-retries=0", "--fetch-timeout=5000"];
  const { status } = spawnSync("npm", argv, { stdio: "ignore", timeout: 30_000 });
  return status === 0 ? undefined : "npm's registry does not answer";
}

const PROJECT = join(PACKAGE, "..", "..");

// Those too whose making fails.
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function createFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

let packed: Promise<string> | undefined;

/** The path of the package's tarball, packed once for all projects of a test, in a folder of its own. */
const packOnce = (): Promise<string> => (packed ??= pack());

/** The path of the tarball that README's command makes. It builds in place: one test alone may do so, for two would do it at once. */
export async function packInPlace(): Promise<string> {
  const folder = createFolder("packed-");
  await succeed("npm", ["pack", "-w", "sfn-websocket", "--pack-destination", folder], PROJECT);
  return findTarball(folder);
}

async function pack(): Promise<string> {
  const folder = createFolder("packed-");
  const copy = join(folder, "package");
  for (const name of ["package.json", "README.md"]) cpSync(join(PACKAGE, name), join(copy, name));
  await succeed(process.execPath, [join(PACKAGE, "build.js"), copy], PACKAGE);
  await succeed("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], copy);
  return findTarball(folder);
}

function findTarball(folder: string): string {
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error(`${folder}: holds no tarball; see what npm pack prints`);
  return join(folder, tarball);
}

/** Installs the package from its tarball beside others, each as npm takes it: `cdktf@0.21.0`. */
export async function createFreshProject(
  beside: readonly string[] = [],
  makeTarball: () => Promise<string> = packOnce,
): Promise<FreshProject> {
  const tarball = await makeTarball();
  const folder = createFolder("fresh-project-");
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write("package.json", JSON.stringify({ name: "fresh-project", private: true }));
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball, ...beside], folder);
  const pathOf = (program: string) => join(folder, "node_modules", ".bin", program);
  return {
    folder,
    write,
    run: (program, ...argv) => runChild(pathOf(program), argv, { cwd: folder, timeout: 60_000 }),
    runNode: (...argv) => runChild(process.execPath, argv, { cwd: folder, timeout: 60_000 }),
    start: (program, ...argv) => startChild(pathOf(program), argv, { cwd: folder }),
  };
}

async function succeed(program: string, argv: readonly string[], cwd: string): Promise<void> {
  const { status, stdout, stderr } = await runChild(program, argv, { cwd, timeout: 240_000 });
  if (status !== 0) throw new Error(`${program} ${argv[0]} ends with status ${status}\n${stdout}${stderr}`);
}
