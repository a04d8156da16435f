import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArguments } from "@sfn-websocket/run/parse-arguments";
import { readManifest, type SynthesizedStack } from "./read-manifest";
import { readOutdir } from "./read-outdir";
import { runCommand } from "./run-command";
import { runTerraform } from "./run-terraform";

const USAGE = `usage: node packages/run packages/tools/pipeline/apply-plans.ts [OUTDIR]

Applies the plan.bin of every synthesized stack, nothing else, and writes Terraform's outputs to outputs.json beside it.
Terraform refuses a plan whose state has changed since.

  OUTDIR   what cdktf synthesized and plan-stacks.ts planned (default: cdktf.out)
  --help   print this

Exit status: 0 when all are applied, 1 otherwise.
`;

runCommand(main, USAGE);

async function main(): Promise<void> {
  const { positionals } = parseArguments({ allowPositionals: true });
  const stacks = readManifest(readOutdir(positionals));
  const unplanned = stacks.find(({ directory }) => !existsSync(join(directory, "plan.bin")));
  if (unplanned)
    throw new Error(
      `stack '${unplanned.id}': has no plan, got no file plan.bin; run packages/tools/pipeline/plan-stacks.ts first`,
    );
  for (const stack of stacks) await applyPlan(stack);
}

async function applyPlan(stack: SynthesizedStack): Promise<void> {
  // The providers that planned, and no others.
  await runTerraform({ stack, args: ["init", "-input=false", "-no-color", "-lockfile=readonly"] });
  await runTerraform({ stack, args: ["apply", "-input=false", "-no-color", "-lock-timeout=5m", "plan.bin"] });
  const { printed } = await runTerraform({ stack, args: ["output", "-no-color", "-json"] });
  writeFileSync(join(stack.directory, "outputs.json"), printed);
}
