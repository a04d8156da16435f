/**
 * Holds the project against what it can be upgraded to, see `docs/upgrade.md`: the stacks with CDK Terrain and with
 * version 6 of the AWS provider; a clone of HEAD that is migrated, with linked
 * packages and as it is installed; the runtime with other versions of Node.js. Prints what
 * each step took; ends with status 1 at the first that fails. Installs from npm, into `node_modules/.cache`.
 *
 *     node packages/run __tests__/upgrade/run.ts [stacks] [migration] [installation] [node]
 */
import { mkdirSync } from "node:fs";
import { FOLDER } from "./lines";
import { runInstallation, runMigration } from "./run-migration";
import { runNode } from "./run-node";
import { print, runStacks } from "./run-stacks";

const STEPS: Readonly<Record<string, () => Promise<void>>> = {
  stacks: runStacks,
  migration: runMigration,
  installation: runInstallation,
  node: runNode,
};

mkdirSync(FOLDER, { recursive: true });
void main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`error: upgrade: ${error.message}\n`);
    process.exit(1);
  },
);

async function main(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.find((name) => STEPS[name] === undefined);
  if (unknown !== undefined) throw new Error(`step is unknown, got '${unknown}'; use ${Object.keys(STEPS).join(", ")}`);
  for (const [name, run] of Object.entries(STEPS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const began = Date.now();
    await run();
    print(name, `${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}
