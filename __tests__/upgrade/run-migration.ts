import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../first-hour/ask";
import { ProjectClone } from "../first-hour/project-clone";
import { listChanges } from "./compare-synthesis";
import { installPackages } from "./install";
import { modulesOf, PROJECT, requireLine } from "./lines";
import { linkPackages } from "./link-packages";
import { installNode } from "./run-node";
import { print, requireListed } from "./run-stacks";

/** The Node.js that cdktn-cli and the providers of cdktn ask for. */
const NODE = "24";
const STACK = join("stacks", "apigw-websocket-api-sfn-sync", "cdk.tf.json");
/** Tests of what the migration touches: the patterns, all options at once, the commands and imports, bundles. */
const TESTS = "__tests__/(stacks/(apigw|served-family|websocket-api|observability)|imports|main|commands|run-bundle)";
/** The first of them that fail where a file was rewritten wrong: the step `stacks` holds the rest against CDK Terrain. */
const FIRST_TESTS = "__tests__/(stacks/apigw-websocket-api-sfn-sync|imports|main|run-bundle|choose-provider)";

/** Variables of the environment that commands run with. */
type Environment = Readonly<Record<string, string>>;

/** What is run with an installation, and which tests. */
interface Installed {
  readonly environment: Environment;
  readonly tests: string;
}

/** A clone of HEAD is migrated, and holds with the packages that the step `stacks` has installed, linked into its own. */
export async function runMigration(): Promise<void> {
  await installPackages("cdktn", requireLine("cdktn").packages);
  await migrateClone("migration", async (project) => {
    linkPackages(project.folder, modulesOf("cdktn"));
    await project.succeed(
      "npx tsc --noEmit && git diff --name-only -z | xargs -0 npx prettier --check --ignore-unknown",
    );
    await project.succeed("node packages/run main.ts");
    return { environment: {}, tests: FIRST_TESTS };
  });
}

/** A clone of HEAD is migrated, installed as docs/upgrade.md says, and holds; its own command line synthesizes it. */
export async function runInstallation(): Promise<void> {
  const path = { PATH: `${await installNode(NODE)}:${process.env["PATH"] ?? ""}` };
  await migrateClone("installation", async (project) => {
    await project.succeed("npm install --no-audit --no-fund --prefer-offline", path);
    await project.succeed("npx tsc --noEmit && npx prettier --check .", path);
    await project.succeed("npm run --silent synth", path);
    return { environment: path, tests: TESTS };
  });
}

/** What `install` leaves synthesized is compared; then the clone is asked, tested, migrated again, and brought back. */
async function migrateClone(step: string, install: (project: ProjectClone) => Promise<Installed>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "migration-"));
  const project = new ProjectClone(join(folder, "project"));
  try {
    // Beside `cdktf.out`: the paths of local state are relative to it.
    const before = join(PROJECT, "cdktf.out.upgrade");
    await new ProjectClone(PROJECT).succeed("node packages/run main.ts", { CDKTF_OUTDIR: before });
    await new ProjectClone(folder).succeed(`git clone --quiet --depth 1 "file://${PROJECT}" project`);
    const migrate = `node "${PROJECT}/packages/run" "${PROJECT}/packages/tools/migrate-cdktn.ts"`;
    print(step, (await project.succeed(migrate)).trim().split("\n").at(-1) ?? "");
    const { environment, tests } = await install(project);
    requireListed("cdktn", listChanges(readStack(before), readStack(join(project.folder, "cdktf.out"))));
    await answerOnce(project, environment);
    const tested = await project.succeed(`npx jest --ci "project/(.*/)?${tests}"`, environment);
    print(step, /^Tests: .*$/m.exec(tested)?.[0] ?? "");
    await bringBack(project, environment);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const readStack = (output: string): unknown => JSON.parse(readFileSync(join(output, STACK), "utf8"));

async function answerOnce(project: ProjectClone, path: Environment): Promise<void> {
  const server = project.start("npm start --silent -- --port 0 --speed 3", path);
  const [, url = ""] = await server.prints(/: (ws:\S+)[^]*Ctrl-C/);
  const { status } = JSON.parse(await ask(url, { name: "Jane" })) as { status?: string };
  server.end("SIGINT");
  await server.ended;
  if (status !== "SUCCEEDED") throw new Error(`the migrated project answers otherwise, got status '${status}'`);
}

/** What is migrated is refused until it is committed, has nothing left to migrate, and is Git's to undo. */
async function bringBack(project: ProjectClone, path: Environment): Promise<void> {
  const refused = await project.run("npm run --silent migrate:cdktn", path);
  if (refused.status !== 2 || !/not committed/.test(refused.printed))
    throw new Error(`changes that are not committed are not refused, got status ${refused.status}: ${refused.printed}`);
  const again = await project.succeed("npm run --silent migrate:cdktn -- --dry-run", path);
  if (!again.startsWith("nothing to change")) throw new Error(`a second migration changes something: ${again}`);
  await project.succeed("git restore . && git diff --exit-code HEAD");
}
