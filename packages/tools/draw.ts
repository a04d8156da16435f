import { text } from "node:stream/consumers";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { requireFile } from "@sfn-websocket/run/require-file";
import { drawFile } from "./draw/draw-file";
import { type DrawOptions, readDrawOptions, USAGE } from "./draw/options";
import { writeOption } from "./write-option";

void runCommand({ name: "npm run draw", usage: USAGE, readOptions: readDrawOptions, run: draw });

async function draw({ file, output, theme }: DrawOptions): Promise<number> {
  const svg =
    file === "-"
      ? drawFile("standard input", await text(process.stdin), theme)
      : drawFile(file, requireFile(file, "a workflow's definition"), theme);
  if (output === undefined) process.stdout.write(svg);
  else writeOption("--output", output, svg);
  return STATUS.done;
}
