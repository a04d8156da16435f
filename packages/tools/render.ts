import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { readRenderOptions, renderFile, type RenderOptions, USAGE } from "./render-template";

// What reads the output may stop before its end, as `head` does.
process.stdout.on("error", () => process.exit(1));

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));

async function main(argv: readonly string[]): Promise<number> {
  const options = readCommandLine(argv);
  if (typeof options === "number") return options;
  const { file, input } = options;
  const template = readTemplate(file);
  if (template === undefined) return fail(`${file}: cannot be read; name a template that exists`, 2);
  try {
    const body = input.body === "-" ? await text(process.stdin) : input.body;
    process.stdout.write(renderFile(file, template, { ...input, body }));
    return 0;
  } catch (error) {
    return fail((error as Error).message, 1);
  }
}

/** The options, or the exit status of a command that has nothing to render. */
function readCommandLine(argv: readonly string[]): RenderOptions | number {
  try {
    const options = readRenderOptions(argv);
    if (options !== undefined) return options;
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`, 2);
  }
}

function readTemplate(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function fail(message: string, status: number): number {
  process.stderr.write(`error: ${message}\n`);
  return status;
}
