import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { createClock } from "../clock";
import { type ExecuteOptions, readExecuteOptions, USAGE } from "./execute-options";
import { executeWorkflow } from "./execute-workflow";
import { print, printData, printError } from "./terminal";

// What reads the output may stop before its end, as `head` does.
process.stdout.on("error", () => process.exit(1));

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));

async function main(argv: readonly string[]): Promise<number> {
  const options = readCommandLine(argv);
  if (typeof options === "number") return options;
  try {
    return await executeWorkflow(options, {
      clock: createClock(options.speed),
      readFile: (path) => readFileSync(path, "utf8"),
      readStandardInput: () => text(process.stdin),
      print: printData,
      log: (line) => printError(`${line}\n`),
    });
  } catch (error) {
    printError(`error: ${(error as Error).message}\n`);
    return 2;
  }
}

/** The options, or the exit status of a command that has nothing to run. */
function readCommandLine(argv: readonly string[]): ExecuteOptions | number {
  try {
    const options = readExecuteOptions(argv);
    if (options !== undefined) return options;
    print(USAGE);
    return 0;
  } catch (error) {
    printError(`error: ${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
}
