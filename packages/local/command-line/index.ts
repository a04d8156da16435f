import { describeError, type Options, readOptions, USAGE } from "./options";
import { readLocalSettings } from "./local-settings";
import { synthesize } from "./synthesize";
import { print, printError } from "./terminal";

// What reads the output may stop before its end, as `head` does; serving goes on.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const options = readCommandLine();
if (options)
  start(options).catch((error: Error) => {
    printError(`${describeError(error)}\n`);
    process.exitCode = 1;
  });

function readCommandLine(): Options | undefined {
  try {
    const read = readOptions(process.argv.slice(2), process.env, readLocalSettings(process.cwd()));
    if (!read.help) return read;
    print(USAGE);
  } catch (error) {
    printError(`error: ${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
  }
  return undefined;
}

/** The stacks are synthesized in a process of their own, while this one loads what serves them. */
async function start(options: Options): Promise<void> {
  const synthesized = options.isEmpty || options.path !== undefined ? undefined : synthesize(process.cwd());
  // It is awaited later, and may fail before.
  synthesized?.catch(() => undefined);
  const { runServer } = require("./run-server") as typeof import("./run-server");
  await runServer(options, synthesized);
}
