import { readFileSync } from "node:fs";
import { runCommand } from "@sfn-websocket/run/command";
import { readTestStateOptions, USAGE } from "./test-state/options";
import { runTestState } from "./test-state/run";

void runCommand({
  name: "npm run test-state",
  usage: USAGE,
  readOptions: (argv) => readTestStateOptions(argv, readText),
  run: (options) =>
    runTestState(options, {
      print: (line) => process.stdout.write(`${line}\n`),
      log: (line) => process.stderr.write(`${line}\n`),
      isTerminal: process.stdout.isTTY,
    }),
});

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(`${path}: cannot be read; name a file that exists`);
  }
}
