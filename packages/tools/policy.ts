import { listFindings } from "./policy/list-findings";
import { listGrants } from "./policy/list-grants";
import { type PolicyOptions, readPolicyOptions, USAGE } from "./policy/options";
import { PRINT } from "./policy/print-report";
import { readStacks } from "./policy/read-stacks";

// What reads the output may stop before its end, as `head` does.
process.stdout.on("error", () => process.exit(1));

process.exitCode = main(process.argv.slice(2));

function main(argv: readonly string[]): number {
  const options = readCommandLine(argv);
  if (typeof options === "number") return options;
  try {
    return report(options);
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** The options, or the exit status of a command that has nothing to read. */
function readCommandLine(argv: readonly string[]): PolicyOptions | number {
  try {
    const options = readPolicyOptions(argv);
    if (options !== undefined) return options;
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function report({ path, format }: PolicyOptions): number {
  const read = listGrants(readStacks(path));
  const findings = listFindings(read);
  const columns = process.stdout.isTTY ? process.stdout.columns || 80 : undefined;
  process.stdout.write(PRINT[format]({ grants: read.grants, findings }, columns));
  return findings.length === 0 ? 0 : 1;
}

function fail(message: string): number {
  process.stderr.write(`error: ${message.trimEnd()}\n`);
  return 2;
}
