import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { readColumns } from "@sfn-websocket/run/terminal";
import { listFindings } from "./policy/list-findings";
import { listGivenRoles } from "./policy/given-roles";
import { listGrants } from "./policy/list-grants";
import { type PolicyOptions, readPolicyOptions, USAGE } from "./policy/options";
import { describeNewerSource } from "./newer-source";
import { PRINT } from "./policy/print-report";
import { readSynthesized } from "./read-synthesized";

void runCommand({ name: "npm run policy", usage: USAGE, readOptions: readPolicyOptions, run: report });

function report({ path, format }: PolicyOptions): number {
  process.stderr.write(describeNewerSource(path));
  const stacks = [...readSynthesized(path)].map(([stack, terraform]) => ({ stack, terraform }));
  if (stacks.length === 0) throw new Error(`${path}: holds no stack, got an empty manifest; add one to main.ts`);
  for (const line of listGivenRoles(stacks)) process.stderr.write(`note: ${line}\n`);
  const read = listGrants(stacks);
  const findings = listFindings(read);
  const columns = process.stdout.isTTY ? readColumns(process.stdout, process.env) : undefined;
  process.stdout.write(PRINT[format]({ grants: read.grants, findings }, columns));
  return findings.length === 0 ? STATUS.done : STATUS.no;
}
