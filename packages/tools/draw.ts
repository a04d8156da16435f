import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { drawFile } from "./draw/draw-file";
import { type DrawOptions, readDrawOptions, USAGE } from "./draw/options";

void runCommand({ name: "npm run draw", usage: USAGE, readOptions: readDrawOptions, run: draw });

async function draw({ file, output, theme }: DrawOptions): Promise<number> {
  const svg =
    file === "-" ? drawFile("standard input", await text(process.stdin), theme) : drawFile(file, readText(file), theme);
  if (output === undefined) process.stdout.write(svg);
  else writeText(output, svg);
  return STATUS.done;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: cannot be read, got ${code}; name a workflow's definition`);
  }
}

function writeText(file: string, svg: string): void {
  try {
    writeFileSync(file, svg);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`--output: '${file}' cannot be written, got ${code}; name a file in a folder that is there`);
  }
}
