import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { runCommand } from "@sfn-websocket/run/command";
import { createClock } from "../clock";
import { readExecuteOptions, USAGE } from "./execute-options";
import { executeWorkflow } from "./execute-workflow";
import { print, printData, printError } from "./terminal";

void runCommand({
  name: "npm run execute",
  usage: USAGE,
  readOptions: readExecuteOptions,
  terminal: { print, printError },
  run: (options) =>
    executeWorkflow(options, {
      clock: createClock(options.speed),
      readFile: (path) => readFileSync(path, "utf8"),
      readStandardInput: () => text(process.stdin),
      print: printData,
      log: (line) => printError(`${line}\n`),
    }),
});
