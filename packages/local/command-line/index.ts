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

/** Serves until the process is told to end. */
async function start(options: Options): Promise<number> {
  if (options.isJson) leaveStandardOutput();
  try {
    await (options.isConfiguration ? serveFolder(options) : serveStacks(options));
    return STATUS.done;
  } catch (error) {
    printError(`${describeError(error as Error)}\n`);
    return STATUS.no;
  }
}

/** What Terraform itself applies. */
function serveFolder(options: Options): Promise<void> {
  const { serveConfiguration } = require("./serve-configuration") as typeof import("./serve-configuration");
  return serveConfiguration(options);
}

/** The stacks are synthesized in a process of their own, while this one loads what serves them. */
function serveStacks(options: Options): Promise<void> {
  const synthesized = options.isEmpty || options.path !== undefined ? undefined : synthesize(process.cwd());
  // It is awaited later, and may fail before.
  synthesized?.catch(() => undefined);
  const { runServer } = require("./run-server") as typeof import("./run-server");
  return runServer(options, synthesized);
}
