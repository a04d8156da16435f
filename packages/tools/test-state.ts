import { readFileSync } from "node:fs";
import { readTestStateOptions, type TestStateOptions, USAGE } from "./test-state/options";
import { runTestState } from "./test-state/run";

// What reads the output may stop before its end, as `head` does.
process.stdout.on("error", () => process.exit(1));

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));

async function main(argv: readonly string[]): Promise<number> {
  const options = readCommandLine(argv);
  if (typeof options === "number") return options;
  return runTestState(options, {
    print: (line) => process.stdout.write(`${line}\n`),
    log: (line) => process.stderr.write(`${line}\n`),
    isTerminal: process.stdout.isTTY,
  });
}

/** The options, or the exit status of a command that has nothing to test. */
function readCommandLine(argv: readonly string[]): TestStateOptions | number {
  try {
    const options = readTestStateOptions(argv, readText);
    if (options !== undefined) return options;
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return 2;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(`${path}: cannot be read; name a file that exists`);
  }
}
