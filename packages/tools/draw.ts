import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { requireFile } from "@sfn-websocket/run/require-file";
import { drawFile } from "./draw/draw-file";
import { type DrawOptions, readDrawOptions, USAGE } from "./draw/options";

void runCommand({ name: "npm run draw", usage: USAGE, readOptions: readDrawOptions, run: draw });

async function draw({ file, output, theme }: DrawOptions): Promise<number> {
  const svg =
    file === "-"
      ? drawFile("standard input", await text(process.stdin), theme)
      : drawFile(file, requireFile(file, "a workflow's definition"), theme);
  if (output === undefined) process.stdout.write(svg);
  else writeText(output, svg);
  return STATUS.done;
}

function writeText(file: string, svg: string): void {
  try {
    writeFileSync(file, svg);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`--output: '${file}' cannot be written, got ${code}; name a file in a folder that is there`);
  }
}
