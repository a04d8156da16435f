import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { basename, resolve } from "node:path";
import { ejectStack, isFolder } from "./eject/eject-stack";
import { type EjectOptions, readEjectOptions, USAGE } from "./eject/options";
import { NoStackError } from "./eject/run-app";
import { printModule } from "./eject/print-module";
import { refuseFolder, writeFiles } from "./eject/write-files";

void runCommand({ name: "npm run eject", usage: USAGE, readOptions: readEjectOptions, run: eject });

async function eject({ stack, directory, force }: EjectOptions): Promise<number> {
  const reason = refuseFolder(directory, force);
  if (reason !== undefined) throw new Error(reason);
  const files = await printStack(stack);
  if (files === undefined) return STATUS.no;
  writeFiles(directory, files);
  process.stdout.write([...files.keys()].map((path) => `${directory}/${path}\n`).join(""));
  return STATUS.done;
}

/** The module's files; undefined for a stack that cannot be one, and the reason is printed. */
async function printStack(stack: string): Promise<ReadonlyMap<string, string | Buffer> | undefined> {
  try {
    const ejected = await ejectStack({ project: process.cwd(), stack });
    if (ejected.id !== undefined && ejected.id !== stack)
      process.stderr.write(`STACK: '${stack}' is taken for '${ejected.id}', the app's only stack of such a name\n`);
    return printModule(isFolder(stack) ? basename(resolve(stack)) : stack, ejected);
  } catch (error) {
    if (error instanceof NoStackError) throw error;
    process.stderr.write(`${(error as Error).message.replace(/^(?!error: )/, "error: ")}\n`);
    return undefined;
  }
}
