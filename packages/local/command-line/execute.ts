import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { runCommand } from "@sfn-websocket/run/command";
import { createStyle } from "@sfn-websocket/run/terminal";
import { readStacks, type SynthesizedStack } from "../terraform/synthesized";
import { createExecuteClock } from "../execute-clock";
import { type ExecuteOptions, readExecuteOptions, USAGE } from "./execute-options";
import { executeWorkflow } from "./execute-workflow";
import { readLocalSettings } from "./local-settings";
import { synthesize } from "./synthesize";
import { print, printData, printDrawn, printError } from "./terminal";

void runCommand({
  name: "npm run execute",
  usage: USAGE,
  readOptions: (argv) => readExecuteOptions(argv, readLocalSettings(process.cwd()), process.env),
  terminal: { print, printError },
  run: executeHere,
});

function executeHere(options: ExecuteOptions): Promise<number> {
  const project = process.cwd();
  const isDrawn = (process.stdout.isTTY || options.isTraced) && !options.json;
  return executeWorkflow(options, {
    clock: createExecuteClock(options.speed),
    readFile: (path) => readFileSync(path, "utf8"),
    readStandardInput: () => text(process.stdin),
    print: isDrawn ? printDrawn : printData,
    log: (line) => printError(`${line}\n`),
    ...(existsSync(join(project, "cdktf.json")) && { readProject: () => readProject(project) }),
    ...(isDrawn && { style: createStyle(process.stdout, process.env) }),
  });
}

async function readProject(project: string): Promise<readonly SynthesizedStack[]> {
  return readStacks(await synthesize(project));
}
