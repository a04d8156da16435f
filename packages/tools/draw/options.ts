import { parseArguments, requireKnown, requireOne, TEXT } from "@sfn-websocket/run/parse-arguments";
import { resolve } from "node:path";
import { type Theme, THEMES } from "@sfn-websocket/draw/styles";
import type { Usage } from "@sfn-websocket/run/usage";

/** What the command line of `npm run draw` asks for. */
export interface DrawOptions {
  /** The file of the definition; `-` is standard input. */
  readonly file: string;
  /** @default standard output */
  readonly output?: string;
  readonly theme: Theme;
}

export const USAGE: Usage = {
  ways: ["npm run --silent draw -- WORKFLOW [options] > workflow.svg"],
  about: [
    "Draws a workflow as Workflow Studio does, as an SVG file that needs nothing else: its states, rules and errors as labels of lines, Parallel and Map as groups. The same definition gives the same file, so that a change of it can be reviewed.",
  ],
  options: {
    WORKFLOW:
      "a definition in the Amazon States Language, or - for standard input; one that is not finished is drawn as far as it goes, with a dashed box for a state that is missing",
    "--output FILE": "write to a file (default: standard output)",
    "--theme THEME": "light, dark or auto, which follows the reader's system (default: auto)",
  },
};

/** @throws Error when an option is unknown or its value is wrong */
export function readDrawOptions(argv: readonly string[]): DrawOptions {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: { output: TEXT, theme: TEXT },
  });
  const file = requireOne("WORKFLOW", positionals, "workflows/wait.asl.json");
  if (values.output !== undefined && resolve(values.output) === resolve(file))
    throw new Error(`--output: is the workflow itself, got '${values.output}'; name another file`);
  const theme = requireKnown("--theme", values.theme ?? "auto", THEMES);
  return { file, theme, ...(values.output !== undefined && { output: values.output }) };
}
