import { text } from "node:stream/consumers";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { requireFile } from "@sfn-websocket/run/require-file";
import { readRenderOptions, renderFile, type RenderOptions, USAGE } from "./render-template";

void runCommand({ name: "npm run render", usage: USAGE, readOptions: readRenderOptions, run: render });

async function render({ file, input }: RenderOptions): Promise<number> {
  const template = requireFile(file, "a template that exists");
  const body = input.body === "-" ? await text(process.stdin) : input.body;
  try {
    process.stdout.write(renderFile(file, template, { ...input, body }));
    return STATUS.done;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return STATUS.no;
  }
}
