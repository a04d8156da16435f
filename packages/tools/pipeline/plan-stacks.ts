import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FLAG, parseArguments } from "@sfn-websocket/run/parse-arguments";
import { readManifest, type SynthesizedStack } from "./read-manifest";
import { readOutdir } from "./read-outdir";
import { runCommand } from "./run-command";
import { runTerraform } from "./run-terraform";

const USAGE = `usage: node packages/run packages/tools/pipeline/plan-stacks.ts [--require-shared-state] [OUTDIR]

Plans every synthesized stack with Terraform, and writes plan.bin and plan.json into its directory.
Prints lines of name=value: changes (whether any stack would change), shared_state (whether all keep their state remotely).

  OUTDIR                   what cdktf synthesized (default: cdktf.out)
  --require-shared-state   refuse a stack whose state is a file of this machine
  --help                   print this

Exit status: 0 when all are planned, 1 otherwise.
`;

runCommand(main, USAGE);

async function main(): Promise<void> {
  const { values, positionals } = parseArguments({
    allowPositionals: true,
    options: { "require-shared-state": FLAG },
  });
  const stacks = readManifest(readOutdir(positionals));
  const local = stacks.find(({ backend }) => backend === "local");
  if (local && values["require-shared-state"])
    throw new Error(
      `stack '${local.id}': its state would be lost with this machine, got backend 'local'; set 'backend' to 's3' or 'cloud'`,
    );
  let isChanged = false;
  for (const stack of stacks) if (await planStack(stack)) isChanged = true;
  process.stdout.write(`changes=${isChanged}\nshared_state=${local === undefined}\n`);
}

/** Whether applying the plan, which is written into the stack's directory, would change anything. */
async function planStack(stack: SynthesizedStack): Promise<boolean> {
  await runTerraform({ stack, args: ["init", "-input=false", "-no-color"] });
  const { status } = await runTerraform({
    stack,
    args: ["plan", "-input=false", "-lock-timeout=5m", "-no-color", "-detailed-exitcode", "-out=plan.bin"],
    accepted: [0, 2],
  });
  const { printed } = await runTerraform({ stack, args: ["show", "-no-color", "-json", "plan.bin"] });
  writeFileSync(join(stack.directory, "plan.json"), printed);
  return status === 2;
}
