import { runCommand } from "@sfn-websocket/run/command";
import { requireFile } from "@sfn-websocket/run/require-file";
import { readTestStateOptions, USAGE } from "./test-state/options";
import { runTestState } from "./test-state/run";

void runCommand({
  name: "npm run test-state",
  usage: USAGE,
  readOptions: (argv) => readTestStateOptions(argv, (path) => requireFile(path, "a file that exists")),
  run: (options) =>
    runTestState(options, {
      print: (line) => process.stdout.write(`${line}\n`),
      log: (line) => process.stderr.write(`${line}\n`),
      isTerminal: process.stdout.isTTY,
    }),
});
