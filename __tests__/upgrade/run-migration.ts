import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIFFERENCES } from "../../docs/upgrade-differences";
import { ask } from "../first-hour/ask";
import { ProjectClone } from "../first-hour/project-clone";
import { judgeChanges, listChanges } from "./compare-synthesis";
import { PROJECT } from "./lines";
import { installNode } from "./run-node";
import { print } from "./run-stacks";

/** The Node.js that cdktn-cli and the providers of cdktn ask for. */
const NODE = "24";
const STACK = join("stacks", "apigw-websocket-api-sfn-sync", "cdk.tf.json");
/** Tests of what the migration touches: the patterns, all options at once, the commands and imports, bundles. */
const TESTS = "__tests__/(stacks/(apigw|served-family|websocket-api|observability)|imports|main|commands|run-bundle)";

/** A clone of HEAD is migrated, installed, checked, tested and asked; then it is migrated again, and brought back. */
export async function runMigration(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "migration-"));
  try {
    await migrateClone(new ProjectClone(join(folder, "project")), new ProjectClone(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function migrateClone(project: ProjectClone, parent: ProjectClone): Promise<void> {
  const path = { PATH: `${await installNode(NODE)}:${process.env["PATH"] ?? ""}` };
  // Beside `cdktf.out`: the paths of local state are relative to it.
  const before = join(PROJECT, "cdktf.out.upgrade");
  await new ProjectClone(PROJECT).succeed("node packages/run main.ts", { CDKTF_OUTDIR: before });
  await parent.succeed(`git clone --quiet --depth 1 "file://${PROJECT}" project`);
  const changed = await project.succeed(`node "${PROJECT}/packages/run" "${PROJECT}/packages/tools/migrate-cdktn.ts"`);
  print("migration", changed.trim().split("\n").at(-1) ?? "");
  await project.succeed("npm install --no-audit --no-fund --prefer-offline", path);
  await project.succeed("npx tsc --noEmit && npx prettier --check .", path);
  await project.succeed("npm run --silent synth", path);
  compare(readStack(before), readStack(join(project.folder, "cdktf.out")));
  await answerOnce(project, path);
  const tested = await project.succeed(`npx jest --ci "project/(.*/)?${TESTS}"`, path);
  print("migration", /^Tests: .*$/m.exec(tested)?.[0] ?? "");
  await bringBack(project, path);
}

const readStack = (output: string): unknown => JSON.parse(readFileSync(join(output, STACK), "utf8"));

function compare(before: unknown, after: unknown): void {
  const { unlisted, unused } = judgeChanges("cdktn", listChanges(before, after), DIFFERENCES);
  if (unlisted.length + unused.length > 0)
    throw new Error(`main.ts is not synthesized as docs/upgrade.md says: ${JSON.stringify({ unlisted, unused })}`);
}

async function answerOnce(project: ProjectClone, path: Readonly<Record<string, string>>): Promise<void> {
  const server = project.start("npm start --silent -- --port 0 --speed 3", path);
  const [, url = ""] = await server.prints(/: (ws:\S+)[^]*Ctrl-C/);
  const { status } = JSON.parse(await ask(url, { name: "Jane" })) as { status?: string };
  server.end("SIGINT");
  await server.ended;
  if (status !== "SUCCEEDED") throw new Error(`the migrated project answers otherwise, got status '${status}'`);
}

/** What is migrated is refused until it is committed, has nothing left to migrate, and is Git's to undo. */
async function bringBack(project: ProjectClone, path: Readonly<Record<string, string>>): Promise<void> {
  const refused = await project.run("npm run --silent migrate:cdktn", path);
  if (refused.status !== 2 || !/not committed/.test(refused.printed))
    throw new Error(`changes that are not committed are not refused, got status ${refused.status}: ${refused.printed}`);
  const again = await project.succeed("npm run --silent migrate:cdktn -- --dry-run", path);
  if (!again.startsWith("nothing to change")) throw new Error(`a second migration changes something: ${again}`);
  await project.succeed("git restore . && git diff --exit-code HEAD");
}
