import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { describeError, type Options, readOptions, USAGE } from "./options";
import { readLocalSettings } from "./local-settings";
import { synthesize } from "./synthesize";
import { leaveStandardOutput, print, printError } from "./terminal";

void runCommand({
  name: process.argv.includes("--empty") ? "npm run endpoint" : "npm start",
  usage: USAGE,
  readOptions: (argv) => readOptions(argv, process.env, readLocalSettings(process.cwd())),
  terminal: { print, printError },
  run: start,
});

/**
 * Serves until the process is told to end. The stacks are synthesized in a process of their own, while this one loads
 * what serves them.
 */
async function start(options: Options): Promise<number> {
  if (options.isJson) leaveStandardOutput();
  if (options.isConfiguration) return startConfiguration(options);
  const synthesized = options.isEmpty || options.path !== undefined ? undefined : synthesize(process.cwd());
  // It is awaited later, and may fail before.
  synthesized?.catch(() => undefined);
  try {
    const { runServer } = require("./run-server") as typeof import("./run-server");
    await runServer(options, synthesized);
    return STATUS.done;
  } catch (error) {
    printError(`${describeError(error as Error)}\n`);
    return STATUS.no;
  }
}

/** As `start`, of a folder that Terraform itself applies. */
async function startConfiguration(options: Options): Promise<number> {
  try {
    const { serveConfiguration } = require("./serve-configuration") as typeof import("./serve-configuration");
    await serveConfiguration(options);
    return STATUS.done;
  } catch (error) {
    printError(`${describeError(error as Error)}\n`);
    return STATUS.no;
  }
}
